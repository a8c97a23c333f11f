import { assertNever } from '../../src-main/lib/assert-never.ts';
import { selectView } from '../state/selectors.ts';
import { useApp } from '../state/use-app.ts';
import { CodexView } from '../views/codex/codex-view.tsx';
import { DecisionsView } from '../views/decisions/decisions-view.tsx';
import { DispatchView } from '../views/dispatch/dispatch-view.tsx';
import { DoctorView } from '../views/doctor/doctor-view.tsx';
import { HistoryView } from '../views/history/history-view.tsx';
import { KeysView } from '../views/keys/keys-view.tsx';
import { NowView } from '../views/now/now-view.tsx';
import { SettingsView } from '../views/settings/settings-view.tsx';

export const CurrentView = () => {
  const view = useApp(selectView);
  switch (view) {
    case 'now':
      return <NowView />;
    case 'dispatch':
      return <DispatchView />;
    case 'history':
      return <HistoryView />;
    case 'settings':
      return <SettingsView />;
    case 'doctor':
      return <DoctorView />;
    case 'decisions':
      return <DecisionsView />;
    case 'codex':
      return <CodexView />;
    case 'keys':
      return <KeysView />;
    default:
      return assertNever(view);
  }
};

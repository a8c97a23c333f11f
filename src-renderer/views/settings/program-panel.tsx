import { useTranslation } from 'react-i18next';
import { selectIsBusy, selectStartsAtLogin } from '../../state/selectors.ts';
import { useApp, useAppStore } from '../../state/use-app.ts';
import { Panel } from '../../ui/panel.tsx';
import { Tick } from '../../ui/tick.tsx';

const selectIsSetting = selectIsBusy('app.setStartAtLogin');

/** What no settings file holds: whether the system starts the program at login, where it can. */
export const ProgramPanel = () => {
  const { t } = useTranslation();
  const store = useAppStore();
  const startsAtLogin = useApp(selectStartsAtLogin);
  const isSetting = useApp(selectIsSetting);
  if (startsAtLogin === undefined) return null;
  return (
    <Panel title={t('settings.group.program')}>
      <Tick
        label={t('settings.startAtLogin')}
        isOn={startsAtLogin}
        isBusy={isSetting}
        onChange={isOn => void store.command('app.setStartAtLogin', { isOn }, { done: t('settings.saved') })}
      />
    </Panel>
  );
};

import { useTranslation } from 'react-i18next';
import { isRoutingWanted, selectIsBusy, selectPhase } from '../state/selectors.ts';
import { useApp, useAppStore } from '../state/use-app.ts';
import { Button } from '../ui/button.tsx';
import { AskedButton } from './asked-button.tsx';

const selectIsStarting = selectIsBusy('routing.start');

/** Start or Stop, whichever makes sense now. */
export const RoutingSwitch = () => {
  const { t } = useTranslation();
  const store = useAppStore();
  const phase = useApp(selectPhase);
  const isStarting = useApp(selectIsStarting);
  if (isRoutingWanted(phase) || phase === 'draining')
    return (
      <AskedButton
        call="routing.stop"
        title={t('now.stop')}
        anyway={t('now.stopAnyway')}
        isBusy={phase === 'draining'}
      />
    );
  return (
    <Button look="primary" isBusy={isStarting} onClick={() => void store.command('routing.start', {})}>
      {phase === 'failed' ? t('now.tryAgain') : t('now.start')}
    </Button>
  );
};

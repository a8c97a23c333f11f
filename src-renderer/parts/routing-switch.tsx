import { useTranslation } from 'react-i18next';
import { isRoutingWanted, selectIsBusy, selectPhase } from '../state/selectors.ts';
import { useApp, useAppStore } from '../state/use-app.ts';
import { Button } from '../ui/button.tsx';

const selectIsStarting = selectIsBusy('routing.start');
const selectIsStopping = selectIsBusy('routing.stop');

/** Start or Stop, whichever makes sense now. */
export const RoutingSwitch = () => {
  const { t } = useTranslation();
  const store = useAppStore();
  const phase = useApp(selectPhase);
  const isStarting = useApp(selectIsStarting);
  const isStopping = useApp(selectIsStopping);
  if (isRoutingWanted(phase) || phase === 'draining')
    return (
      <Button
        isBusy={isStopping || phase === 'draining'}
        onClick={() => void store.command('routing.stop', undefined)}
      >
        {t('now.stop')}
      </Button>
    );
  return (
    <Button look="primary" isBusy={isStarting} onClick={() => void store.command('routing.start', {})}>
      {phase === 'failed' ? t('now.tryAgain') : t('now.start')}
    </Button>
  );
};

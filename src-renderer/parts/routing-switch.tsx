import { useTranslation } from 'react-i18next';
import { isRoutingWanted, selectIsBusy, selectPhase } from '../state/selectors.ts';
import { useApp, useAppStore } from '../state/use-app.ts';
import { Button } from '../ui/button.tsx';
import { AskedButton } from './asked-button.tsx';

const selectIsStarting = selectIsBusy('routing.start');

interface RoutingSwitchProps {
  /** `plain` where another button is what the person should press first. */
  readonly look?: 'primary' | 'plain';
}

/** Start or Stop, whichever makes sense now. */
export const RoutingSwitch = ({ look = 'primary' }: RoutingSwitchProps) => {
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
    <Button look={look} isBusy={isStarting} onClick={() => void store.command('routing.start', {})}>
      {phase === 'failed' ? t('now.tryAgain') : t('now.start')}
    </Button>
  );
};

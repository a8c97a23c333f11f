import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { selectIsBusy, selectPhase } from '../state/selectors.ts';
import { useApp, useAppStore } from '../state/use-app.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';

const selectIsStopping = selectIsBusy('routing.stop');

/** Stops routing; while routed Codexes are open it says first what becomes of them. */
export const StopButton = () => {
  const { t } = useTranslation();
  const store = useAppStore();
  const phase = useApp(selectPhase);
  const isStopping = useApp(selectIsStopping);
  const [question, setQuestion] = useState<string>();
  const stop = async (): Promise<void> => {
    const outcome = await store.ask('routing.stop', {});
    if (outcome === undefined || outcome.ok) return;
    if (outcome.fault.code === 'codex_alive') setQuestion(outcome.fault.message);
    else store.say({ tone: 'bad', text: outcome.fault.message });
  };
  const stopAnyway = (): void => {
    setQuestion(undefined);
    void store.command('routing.stop', { force: true });
  };
  return (
    <>
      <Button isBusy={isStopping || phase === 'draining'} onClick={() => void stop()}>
        {t('now.stop')}
      </Button>
      {question === undefined ? null : (
        <Dialog
          title={t('now.stop')}
          onClose={() => setQuestion(undefined)}
          actions={
            <>
              <Button onClick={() => setQuestion(undefined)}>{t('shell.cancel')}</Button>
              <Button look="primary" onClick={stopAnyway}>
                {t('now.stopAnyway')}
              </Button>
            </>
          }
        >
          {question}
        </Dialog>
      )}
    </>
  );
};

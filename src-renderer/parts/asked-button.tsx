import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fault } from '../../src-main/contract/snapshot.ts';
import { selectIsBusy } from '../state/selectors.ts';
import { useApp, useAppStore } from '../state/use-app.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Told } from './told.tsx';

const SELECT_IS_BUSY = {
  'routing.stop': selectIsBusy('routing.stop'),
  'routing.restart': selectIsBusy('routing.restart'),
} as const;

export interface AskedButtonProps {
  readonly call: keyof typeof SELECT_IS_BUSY;
  readonly title: string;
  readonly anyway: string;
  readonly isBusy?: boolean;
  /** Told after it happened. */
  readonly done?: string;
}

/** Stops or restarts routing; while that cuts routed Codexes off it says first what becomes of them. */
export const AskedButton = ({ call, title, anyway, isBusy = false, done }: AskedButtonProps) => {
  const { t } = useTranslation();
  const store = useAppStore();
  const isAsked = useApp(SELECT_IS_BUSY[call]);
  const [question, setQuestion] = useState<Fault>();
  const ask = async (): Promise<void> => {
    const outcome = await store.ask(call, {});
    if (outcome === undefined) return;
    if (outcome.ok) {
      if (done !== undefined) store.say({ tone: 'ok', text: done });
    } else if (outcome.fault.code === 'codex_alive') setQuestion(outcome.fault);
    else store.say({ tone: 'bad', text: outcome.fault });
  };
  const goOn = (): void => {
    setQuestion(undefined);
    void store.command(call, { force: true }, done === undefined ? {} : { done });
  };
  return (
    <>
      <Button isBusy={isAsked || isBusy} onClick={() => void ask()}>
        {title}
      </Button>
      {question === undefined ? null : (
        <Dialog
          title={title}
          onClose={() => setQuestion(undefined)}
          actions={
            <>
              <Button onClick={() => setQuestion(undefined)}>{t('shell.cancel')}</Button>
              <Button look="primary" onClick={goOn}>
                {anyway}
              </Button>
            </>
          }
        >
          <Told of={question} field="message" />
        </Dialog>
      )}
    </>
  );
};

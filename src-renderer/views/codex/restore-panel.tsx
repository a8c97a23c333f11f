import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Leftovers } from '../../../src-main/contract/codex-status.ts';
import { selectCodex, selectIsBusy } from '../../state/selectors.ts';
import { useApp, useAppStore } from '../../state/use-app.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Panel } from '../../ui/panel.tsx';

const selectIsRestoring = selectIsBusy('codex.restore');
const selectIsUndoing = selectIsBusy('codex.undoEverything');

/** Two ways back: the configuration as it was, or nothing of ours left in Codex's folder at all. */
export const RestorePanel = () => {
  const { t } = useTranslation();
  const store = useAppStore();
  const isRestoring = useApp(selectIsRestoring);
  const isUndoing = useApp(selectIsUndoing);
  const [asked, setAsked] = useState<'restore' | 'undo'>();
  const close = (): void => setAsked(undefined);
  const swap = useApp(selectCodex)?.swap;
  // In place is enough: that it is wanted may be known a moment later.
  const canSwapAgain = swap?.wanted === true || swap?.active === true;
  const swapAgain = async (): Promise<void> => {
    await store.command('codex.choose', { swap: true });
    await store.load('codex.changes', undefined);
  };
  const restore = async (): Promise<void> => {
    close();
    await store.command('codex.restore', undefined, {
      done: t('codex.restored'),
      ...(canSwapAgain ? { undo: () => void swapAgain() } : {}),
    });
    await store.load('codex.changes', undefined);
  };
  const undo = async (leftovers: Leftovers): Promise<void> => {
    close();
    await store.command('codex.undoEverything', { leftovers }, { done: t('codex.undone') });
    await store.load('codex.changes', undefined);
  };
  const cancel = <Button onClick={close}>{t('shell.cancel')}</Button>;
  return (
    <Panel
      title={t('codex.restore')}
      note={t('codex.restoreText')}
      actions={
        <>
          <Button isBusy={isRestoring} onClick={() => setAsked('restore')}>
            {t('codex.restoreConfirm')}
          </Button>
          <Button look="danger" isBusy={isUndoing} onClick={() => setAsked('undo')}>
            {t('codex.undo')}
          </Button>
        </>
      }
    >
      {asked === 'restore' ? (
        <Dialog
          title={t('codex.restoreTitle')}
          onClose={close}
          actions={
            <>
              {cancel}
              <Button look="primary" onClick={() => void restore()}>
                {t('codex.restoreConfirm')}
              </Button>
            </>
          }
        >
          {t('codex.restoreText')}
        </Dialog>
      ) : null}
      {asked === 'undo' ? (
        <Dialog
          title={t('codex.undoTitle')}
          onClose={close}
          actions={
            <>
              {cancel}
              <Button look="danger" onClick={() => void undo('discard')}>
                {t('codex.undoDiscard')}
              </Button>
              <Button look="primary" onClick={() => void undo('move')}>
                {t('codex.undoMove')}
              </Button>
            </>
          }
        >
          {t('codex.undoText')}
        </Dialog>
      ) : null}
    </Panel>
  );
};

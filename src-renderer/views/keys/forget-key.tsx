import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyStatus } from '../../../src-main/contract/snapshot.ts';
import { busyName } from '../../state/app-store.ts';
import { selectIsBusy } from '../../state/selectors.ts';
import { useApp, useAppStore } from '../../state/use-app.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

/** Forgets one key, once the person says so again; for some seconds it can be brought back. */
export const ForgetKey = ({ status }: { readonly status: KeyStatus }) => {
  const { t } = useTranslation();
  const store = useAppStore();
  const { provider, label, present } = status;
  const isForgetting = useApp(selectIsBusy(busyName('keys.forget', provider)));
  const [isAsking, setIsAsking] = useState(false);
  const close = (): void => setIsAsking(false);
  const forget = (): void => {
    close();
    void store.command(
      'keys.forget',
      { provider, canUndo: true },
      {
        about: provider,
        done: t('keys.forgotten', { label }),
        undo: () => void store.command('keys.bringBack', undefined, { done: t('keys.broughtBack') }),
      },
    );
  };
  return (
    <>
      <Button
        disabled={!present}
        isBusy={isForgetting}
        aria-label={t('keys.forgetFor', { label })}
        onClick={() => setIsAsking(true)}
      >
        {t('keys.forget')}
      </Button>
      {isAsking ? (
        <Dialog
          title={t('keys.forgetTitle', { label })}
          onClose={close}
          actions={
            <>
              <Button onClick={close}>{t('shell.cancel')}</Button>
              <Button look="danger" onClick={forget}>
                {t('keys.forgetConfirm')}
              </Button>
            </>
          }
        >
          {t('keys.forgetText')}
        </Dialog>
      ) : null}
    </>
  );
};

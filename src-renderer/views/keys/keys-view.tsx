import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { GettingStarted } from '../../parts/getting-started.tsx';
import { KeychainNotice } from '../../parts/keychain-notice.tsx';
import { ViewFrame } from '../../parts/view-frame.tsx';
import { selectHasAnyKey, selectIsBusy, selectKeys } from '../../state/selectors.ts';
import { useApp, useAppStore } from '../../state/use-app.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { KeyForm } from './key-form.tsx';
import styles from './keys.module.css';

const selectIsForgetting = selectIsBusy('keys.forgetAll');

export const KeysView = () => {
  const { t } = useTranslation();
  const keys = useApp(selectKeys);
  return (
    <ViewFrame title={t('keys.title')} actions={<ForgetAll />}>
      <p className={styles.intro}>
        {t('keys.intro')} {t('keys.noneNeeded')}
      </p>
      <KeychainNotice />
      <div className={styles.forms}>
        {keys.map(key => (
          <KeyForm key={key.provider} status={key} />
        ))}
      </div>
      <GettingStarted />
    </ViewFrame>
  );
};

const ForgetAll = () => {
  const { t } = useTranslation();
  const store = useAppStore();
  const hasAnyKey = useApp(selectHasAnyKey);
  const isForgetting = useApp(selectIsForgetting);
  const [isAsking, setIsAsking] = useState(false);
  const forget = (): void => {
    setIsAsking(false);
    void store.command(
      'keys.forgetAll',
      { canUndo: true },
      {
        done: t('keys.allForgotten'),
        undo: () => void store.command('keys.bringBack', undefined, { done: t('keys.broughtBack') }),
      },
    );
  };
  return (
    <>
      <Button look="danger" disabled={!hasAnyKey} isBusy={isForgetting} onClick={() => setIsAsking(true)}>
        {t('keys.forgetAll')}
      </Button>
      {isAsking ? (
        <Dialog
          title={t('keys.forgetAllTitle')}
          onClose={() => setIsAsking(false)}
          actions={
            <>
              <Button onClick={() => setIsAsking(false)}>{t('shell.cancel')}</Button>
              <Button look="danger" onClick={forget}>
                {t('keys.forgetAllConfirm')}
              </Button>
            </>
          }
        >
          {t('keys.forgetAllText')}
        </Dialog>
      ) : null}
    </>
  );
};

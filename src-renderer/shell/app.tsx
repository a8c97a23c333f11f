import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Remedy, Told } from '../parts/told.tsx';
import type { Toast } from '../state/app-store.ts';
import { selectHasSnapshot, selectLink, selectToasts, selectWindowKind } from '../state/selectors.ts';
import { useApp, useAppStore } from '../state/use-app.ts';
import { FullText } from '../ui/clipped.tsx';
import { Notice } from '../ui/notice.tsx';
import { ToastList } from '../ui/toast-list.tsx';
import styles from './app.module.css';
import { CurrentView } from './current-view.tsx';
import { Navigation } from './navigation.tsx';

export const App = () => {
  const { t } = useTranslation();
  const store = useAppStore();
  const hasNavigation = useApp(selectWindowKind) === 'dashboard';
  const hasSnapshot = useApp(selectHasSnapshot);
  const toasts = useApp(selectToasts);
  useEffect(() => listenForUndo(store.undoLast), [store]);
  return (
    <div className={hasNavigation ? styles.dashboard : styles.single}>
      {hasNavigation ? (
        <>
          {/* A link to an anchor would change the hash, which names the view. */}
          <button
            type="button"
            className={styles.skip}
            onClick={() => document.getElementById('content')?.focus()}
          >
            {t('shell.skip')}
          </button>
          <Navigation />
        </>
      ) : null}
      <main id="content" tabIndex={-1} className={styles.main}>
        <LinkNotice />
        {hasSnapshot ? <CurrentView /> : null}
      </main>
      <ToastList
        toasts={toasts.map(inWords)}
        label={t('shell.toasts')}
        dismissLabel={t('shell.dismiss')}
        undoLabel={t('shell.undo')}
        onDismiss={store.dismiss}
      />
    </div>
  );
};

const inWords = ({ text, ...toast }: Toast) =>
  typeof text === 'string'
    ? { ...toast, text: <FullText text={text} /> }
    : {
        ...toast,
        text: <Told of={text} field="message" />,
        remedy: text.remedy ? <Remedy of={text} /> : null,
      };

/** Ctrl+Z (⌘Z) outside of a field, where it is the field's own. */
const listenForUndo = (undo: () => void): (() => void) => {
  const onKey = (event: KeyboardEvent): void => {
    const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z';
    const isInField = event.target instanceof Element && event.target.matches('input, textarea, select');
    if (isUndo && !isInField) undo();
  };
  window.addEventListener('keydown', onKey);
  return () => window.removeEventListener('keydown', onKey);
};

const LinkNotice = () => {
  const { t } = useTranslation();
  const link = useApp(selectLink);
  const hasSnapshot = useApp(selectHasSnapshot);
  if (link === 'refused')
    return (
      <Notice tone="bad" title={t('shell.link.refused')}>
        {t('shell.link.refusedRemedy')}
      </Notice>
    );
  if (link === 'lost')
    return (
      <Notice tone="warn" title={t('shell.link.lost')}>
        {t('shell.link.lostRemedy')}
      </Notice>
    );
  return hasSnapshot ? null : <Notice tone="busy" title={t('shell.link.waiting')} />;
};

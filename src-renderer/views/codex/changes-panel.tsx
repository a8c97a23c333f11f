import { useTranslation } from 'react-i18next';
import { selectChanges, selectIsBusy } from '../../state/selectors.ts';
import { useApp, useAppStore } from '../../state/use-app.ts';
import { Button } from '../../ui/button.tsx';
import { FullText } from '../../ui/clipped.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { showControls } from '../../ui/show-controls.ts';
import styles from './codex.module.css';

const selectIsLoading = selectIsBusy('codex.changes');

/** The exact bytes of ours in Codex's files. */
export const ChangesPanel = () => {
  const { t } = useTranslation();
  const store = useAppStore();
  const changes = useApp(selectChanges)?.changes;
  const isLoading = useApp(selectIsLoading);
  return (
    <Panel
      title={t('codex.changes.title')}
      note={t('codex.changes.note')}
      actions={
        <Button isBusy={isLoading} onClick={() => void store.load('codex.changes', undefined)}>
          {t('shell.reload')}
        </Button>
      }
    >
      {changes === undefined ? (
        <EmptyState title={t('codex.changes.unknown')}>{t('codex.changes.unknownText')}</EmptyState>
      ) : changes.files.length === 0 ? (
        <EmptyState title={t('codex.changes.none')}>{t('codex.changes.noneText')}</EmptyState>
      ) : (
        changes.files.map(({ path, kind, parts }) => (
          <div key={path} className={styles.change}>
            <FullText text={path} isMono />
            <span className={styles.soft}>{t(`codex.changes.${kind}`)}</span>
            {parts.map(({ line, text }) => (
              <figure key={line}>
                <figcaption className={styles.soft}>
                  {t('codex.changes.line', { line: String(line) })}
                </figcaption>
                {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without it a keyboard cannot scroll it */}
                <pre className={styles.bytes} tabIndex={0}>
                  {showControls(text)}
                </pre>
              </figure>
            ))}
          </div>
        ))
      )}
    </Panel>
  );
};

import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SettingsFiles, SettingsProblem } from '../../../src-main/contract/settings-files.ts';
import { selectIsBusy } from '../../state/selectors.ts';
import { useApp, useAppStore } from '../../state/use-app.ts';
import { Button } from '../../ui/button.tsx';
import { FullText } from '../../ui/clipped.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { offsetOf } from './offset-of.ts';
import { ProblemList } from './problem-list.tsx';
import styles from './settings.module.css';
import { useSaveSettings } from './use-save-settings.ts';

const selectIsSaving = selectIsBusy('settings.write');

interface YamlEditorProps {
  readonly file: SettingsFiles['files'][number];
  readonly problemsOnDisk: readonly SettingsProblem[];
}

export const YamlEditor = ({ file, problemsOnDisk }: YamlEditorProps) => {
  const { t } = useTranslation();
  const store = useAppStore();
  const isSaving = useApp(selectIsSaving);
  const { save, undo, canUndo } = useSaveSettings(file);
  const editor = useRef<HTMLTextAreaElement>(null);
  const [isChanged, setIsChanged] = useState(false);
  const [refused, setRefused] = useState<readonly SettingsProblem[]>();
  const problems = refused ?? problemsOnDisk;

  const submit = async (): Promise<void> => {
    const problemsFound = await save(editor.current?.value ?? file.text);
    setRefused(problemsFound);
    if (problemsFound?.length === 0) await store.load('settings.get', undefined);
  };
  const goTo = ({ line, column }: SettingsProblem): void => {
    const element = editor.current;
    if (element === null) return;
    const offset = offsetOf(element.value, line, column);
    element.focus();
    element.setSelectionRange(offset, offset + 1);
    // A text area does not scroll to its selection by itself.
    const lineHeight = element.scrollHeight / Math.max(1, element.value.split('\n').length);
    element.scrollTop = Math.max(0, (line - 4) * lineHeight);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 's' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void submit();
  };
  const discard = (): void => {
    if (editor.current) editor.current.value = file.text;
    setIsChanged(false);
    setRefused(undefined);
  };

  return (
    <Panel
      title={file.file}
      note={<FullText text={file.path} isMono />}
      actions={
        <>
          {isChanged ? <span className={styles.soft}>{t('settings.changed')}</span> : null}
          {isChanged ? (
            <Button look="quiet" onClick={discard}>
              {t('settings.discard')}
            </Button>
          ) : null}
          {canUndo ? <Button onClick={() => void undo()}>{t('settings.undo')}</Button> : null}
          <Button look="primary" isBusy={isSaving} onClick={() => void submit()}>
            {t('settings.save')}
          </Button>
        </>
      }
    >
      {problems.length > 0 ? (
        <Notice tone="bad" title={refused ? t('settings.notSaved') : t('settings.problems')}>
          <ProblemList problems={problems} onGoTo={goTo} />
        </Notice>
      ) : null}
      <textarea
        ref={editor}
        className={styles.editor}
        aria-label={t('settings.editor', { file: file.file })}
        aria-invalid={problems.length > 0 || undefined}
        spellCheck={false}
        wrap="off"
        defaultValue={file.text}
        onInput={event => setIsChanged(event.currentTarget.value !== file.text)}
        onKeyDown={onKeyDown}
      />
    </Panel>
  );
};

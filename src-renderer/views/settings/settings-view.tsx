import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RestartNotice } from '../../parts/restart-notice.tsx';
import { ViewFrame } from '../../parts/view-frame.tsx';
import { selectSettings, selectSettingsProblems } from '../../state/selectors.ts';
import { useApp, useAppStore } from '../../state/use-app.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Segments } from '../../ui/segments.tsx';
import { ProblemList } from './problem-list.tsx';
import styles from './settings.module.css';
import { SettingsForms } from './settings-forms.tsx';
import { YamlEditor } from './yaml-editor.tsx';

const TABS = ['forms', 'policy', 'router'] as const;
const FILES = { policy: 'codex-routing-policy.yaml', router: 'router.yaml' } as const;

export const SettingsView = () => {
  const { t } = useTranslation();
  const store = useAppStore();
  const settings = useApp(selectSettings)?.settings;
  const problems = useApp(selectSettingsProblems);
  const [tab, setTab] = useState<(typeof TABS)[number]>('forms');
  if (settings === undefined)
    return (
      <ViewFrame title={t('settings.title')}>
        <EmptyState
          title={t('settings.absent')}
          actions={
            <Button onClick={() => void store.load('settings.get', undefined)}>{t('shell.reload')}</Button>
          }
        >
          {t('settings.absentText')}
        </EmptyState>
      </ViewFrame>
    );
  const file = tab === 'forms' ? undefined : settings.files.find(known => known.file === FILES[tab]);
  return (
    <ViewFrame
      title={t('settings.title')}
      actions={
        <Segments
          label={t('settings.tabs.label')}
          chosen={tab}
          choices={TABS.map(name => ({ name, title: t(`settings.tabs.${name}`) }))}
          onChoose={setTab}
        />
      }
    >
      <RestartNotice />
      <p className={styles.note}>{t('settings.note')}</p>
      {problems.length > 0 && tab === 'forms' ? (
        <Notice tone="bad" title={t('settings.problems')}>
          <ProblemList problems={problems} />
        </Notice>
      ) : null}
      {tab === 'forms' ? <SettingsForms settings={settings} /> : null}
      {file ? (
        <YamlEditor
          // A new text on disk starts a new editor, also after saving.
          key={`${file.file} ${file.text}`}
          file={file}
          problemsOnDisk={problems.filter(problem => problem.file === file.file)}
        />
      ) : null}
    </ViewFrame>
  );
};

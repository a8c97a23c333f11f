import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LaunchMode } from '../../../src-main/contract/dashboard-calls.ts';
import { LaunchButton } from '../../parts/launch-button.tsx';
import { selectHost, selectPhase } from '../../state/selectors.ts';
import { useApp, useAppStore } from '../../state/use-app.ts';
import { Button } from '../../ui/button.tsx';
import { Clipped } from '../../ui/clipped.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Panel } from '../../ui/panel.tsx';
import styles from './codex.module.css';

const MODES = [
  'routed',
  'no-openai',
  'local',
  'huggingface',
  'plain',
] as const satisfies readonly LaunchMode[];
/** These go past the router. */
const DIRECT_MODES: ReadonlySet<LaunchMode> = new Set(['plain', 'huggingface']);

export const LaunchPanel = ({ recentFolders }: { readonly recentFolders: readonly string[] }) => {
  const { t } = useTranslation();
  const [mode, setMode] = useState<LaunchMode>('routed');
  // Until the person types, the last folder used is offered.
  const [typed, setTyped] = useState<string>();
  const [isMissing, setIsMissing] = useState(false);
  const phase = useApp(selectPhase);
  const folder = (typed ?? recentFolders[0] ?? '').trim();
  const choose = (next: string): void => {
    setTyped(next);
    setIsMissing(false);
  };
  return (
    <Panel title={t('codex.launch')}>
      <ModeChoice mode={mode} onChoose={setMode} />
      <FolderField
        folder={typed ?? recentFolders[0] ?? ''}
        error={isMissing ? t('codex.folderProblem') : undefined}
        onChoose={choose}
      />
      <RecentFolders folders={recentFolders} onChoose={choose} />
      {phase !== 'ready' && !DIRECT_MODES.has(mode) ? (
        <p className={styles.soft}>{t('codex.needsRouting')}</p>
      ) : null}
      <div>
        <LaunchButton
          mode={mode}
          folder={folder === '' ? undefined : folder}
          onLaunch={choose}
          onNoFolder={() => setIsMissing(true)}
        />
      </div>
    </Panel>
  );
};

interface ModeChoiceProps {
  readonly mode: LaunchMode;
  readonly onChoose: (mode: LaunchMode) => void;
}

const ModeChoice = ({ mode, onChoose }: ModeChoiceProps) => {
  const { t } = useTranslation();
  const name = useId();
  return (
    <fieldset className={styles.modes}>
      <legend className={styles.legend}>{t('codex.mode')}</legend>
      {MODES.map(known => (
        <label key={known} className={styles.mode}>
          <input type="radio" name={name} checked={known === mode} onChange={() => onChoose(known)} />
          <span>
            <span className={styles.modeName}>{t(`codex.modes.${known}`)}</span>
            <span className={styles.modeText}>{t(`codex.modeText.${known}`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
};

interface FolderFieldProps {
  readonly folder: string;
  readonly error: string | undefined;
  readonly onChoose: (folder: string) => void;
}

const FolderField = ({ folder, error, onChoose }: FolderFieldProps) => {
  const { t } = useTranslation();
  const store = useAppStore();
  const hasDialog = useApp(selectHost) === 'tray';
  const ask = async (): Promise<void> => {
    const answer = await store.ask('codex.chooseFolder', undefined);
    if (answer?.folder !== undefined) onChoose(answer.folder);
  };
  return (
    <Field label={t('codex.folder')} hint={t('codex.folderHint')} error={error}>
      {control => (
        <div className={styles.folder}>
          <Input
            {...control}
            isMono
            value={folder}
            spellCheck={false}
            autoComplete="off"
            onChange={event => onChoose(event.target.value)}
          />
          {hasDialog ? <Button onClick={() => void ask()}>{t('codex.choose')}</Button> : null}
        </div>
      )}
    </Field>
  );
};

interface RecentFoldersProps {
  readonly folders: readonly string[];
  readonly onChoose: (folder: string) => void;
}

const RecentFolders = ({ folders, onChoose }: RecentFoldersProps) => {
  const { t } = useTranslation();
  if (folders.length === 0) return null;
  return (
    <div className={styles.recent}>
      <h3>{t('codex.recent')}</h3>
      <ul className={styles.folders}>
        {folders.map(folder => (
          <li key={folder}>
            <button type="button" className={styles.recentFolder} onClick={() => onChoose(folder)}>
              <Clipped text={folder} isMono />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
};

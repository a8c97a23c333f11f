import { useTranslation } from 'react-i18next';
import type {
  SettingsEdit,
  SettingsFiles,
  SettingsProblem,
} from '../../../src-main/contract/settings-files.ts';
import { useAppStore } from '../../state/use-app.ts';

type SettingsFile = SettingsFiles['files'][number];

/** The text before the last change made here, by file: what undo brings back. Kept while the page lives. */
const lastTexts = new Map<string, string>();

interface SaveSettings {
  /** The problems that kept it from being written; empty when it is in force; `undefined` when it could not be asked. */
  readonly save: (text: string) => Promise<readonly SettingsProblem[] | undefined>;
  readonly edit: (edits: SettingsEdit[]) => Promise<readonly SettingsProblem[] | undefined>;
  readonly undo: () => Promise<void>;
  readonly canUndo: boolean;
}

export const useSaveSettings = (file: SettingsFile): SaveSettings => {
  const { t } = useTranslation();
  const store = useAppStore();

  const settle = (
    problems: readonly SettingsProblem[] | undefined,
    done: string,
  ): readonly SettingsProblem[] | undefined => {
    if (problems?.length === 0) store.say({ tone: 'ok', text: done });
    return problems;
  };
  const write = async (text: string): Promise<readonly SettingsProblem[] | undefined> =>
    (await store.ask('settings.write', { file: file.file, text }))?.problems;

  return {
    canUndo: lastTexts.has(file.file),
    save: async text => {
      const problems = settle(await write(text), t('settings.saved'));
      if (problems?.length === 0) lastTexts.set(file.file, file.text);
      return problems;
    },
    edit: async edits => {
      const answer = await store.ask('settings.edit', { file: file.file, edits });
      const problems = settle(answer?.problems, t('settings.saved'));
      if (problems?.length === 0) lastTexts.set(file.file, file.text);
      return problems;
    },
    undo: async () => {
      const text = lastTexts.get(file.file);
      if (text === undefined) return;
      const problems = settle(await write(text), t('settings.undone'));
      if (problems?.length !== 0) return;
      lastTexts.delete(file.file);
      await store.load('settings.get', undefined);
    },
  };
};

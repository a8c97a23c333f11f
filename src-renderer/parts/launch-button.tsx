import { useTranslation } from 'react-i18next';
import type { LaunchMode } from '../../src-main/contract/dashboard-calls.ts';
import { selectIsBusy } from '../state/selectors.ts';
import { useApp, useAppStore } from '../state/use-app.ts';
import { Button } from '../ui/button.tsx';

const selectIsLaunching = selectIsBusy('codex.launch');

interface LaunchButtonProps {
  readonly mode: LaunchMode;
  /** Where Codex shall work; the person is asked while it is absent. */
  readonly folder: string | undefined;
  /** `plain` where another button is what the person should press first. */
  readonly look?: 'primary' | 'plain';
  /** Called with the folder it was launched in. */
  readonly onLaunch?: (folder: string) => void;
  /** Called when there is no folder and none was chosen. */
  readonly onNoFolder?: () => void;
}

export const LaunchButton = ({ mode, folder, look = 'primary', onLaunch, onNoFolder }: LaunchButtonProps) => {
  const { t } = useTranslation();
  const store = useAppStore();
  const isLaunching = useApp(selectIsLaunching);
  const launch = async (): Promise<void> => {
    const chosen = folder ?? (await store.ask('codex.chooseFolder', undefined))?.folder;
    if (chosen === undefined) {
      onNoFolder?.();
      return;
    }
    onLaunch?.(chosen);
    await store.command('codex.launch', { mode, folder: chosen }, { done: t('codex.launched') });
  };
  return (
    <Button look={look} isBusy={isLaunching} onClick={() => void launch()}>
      {t('codex.launch')}
    </Button>
  );
};

import type { CodexChoices } from '../../contract/codex-status.ts';
import type { CodexSnapshot } from '../../contract/snapshot.ts';
import { formatCodexVersion } from '../../domain/codex/codex-version.ts';
import type { CodexConfig } from './codex-config.ts';

export interface CodexWatch extends Disposable {
  current(): Omit<CodexSnapshot, 'recentFolders'>;
  /** Swap mode, as last looked at. */
  wantsSwap(): boolean;
  /** Looks again now. */
  refresh(): Promise<void>;
}

/** Codex is installed, updated and removed while Signalbox runs; looking costs a process, so not often. */
const EVERY_MS = 5 * 60_000;

export function createCodexWatch(
  { codex, choices }: Pick<CodexConfig, 'codex' | 'choices'>,
  onChange: () => void,
  onDefect: (cause: unknown) => void,
): CodexWatch {
  let seen: Omit<CodexSnapshot, 'recentFolders'> = { home: codex.home, profile: 'absent' };
  let wanted: CodexChoices | undefined;
  async function refresh(): Promise<void> {
    const [support, profile, chosen] = await Promise.all([codex.support(), codex.profileOwner(), choices()]);
    wanted = chosen;
    seen = support.ok
      ? {
          home: codex.home,
          profile,
          installed: { version: formatCodexVersion(support.version), path: support.path, supported: true },
        }
      : { home: codex.home, profile, fault: support.fault };
    onChange();
  }
  const look = () => void refresh().catch(onDefect);
  const timer = setInterval(look, EVERY_MS);
  look();
  return {
    current: () => ({
      ...seen,
      ...(wanted === undefined ? {} : { stopWithLastCodex: wanted.stopWithLastCodex }),
    }),
    wantsSwap: () => wanted?.swap === true,
    refresh,
    [Symbol.dispose]: () => clearInterval(timer),
  };
}

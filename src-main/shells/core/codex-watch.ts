import { unwatchFile, watchFile } from 'node:fs';
import { join } from 'node:path';
import type { CodexChoices } from '../../contract/codex-status.ts';
import type { CodexSnapshot } from '../../contract/snapshot.ts';
import { profileFileName, ROUTED_PROFILE } from '../../domain/codex/codex-names.ts';
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
/** The profile is also written by `signalbox launch` and by hand; its folder may not be there yet. */
const PROFILE_EVERY_MS = 1_000;

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
  const profilePath = join(codex.home, profileFileName(ROUTED_PROFILE));
  watchFile(profilePath, { interval: PROFILE_EVERY_MS, persistent: false }, look);
  return {
    current: () => ({
      ...seen,
      ...(wanted === undefined ? {} : { stopWithLastCodex: wanted.stopWithLastCodex }),
    }),
    wantsSwap: () => wanted?.swap === true,
    refresh,
    [Symbol.dispose]() {
      clearInterval(timer);
      unwatchFile(profilePath, look);
    },
  };
}

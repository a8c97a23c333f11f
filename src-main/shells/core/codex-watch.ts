import type { CodexSnapshot } from '../../contract/snapshot.ts';
import { formatCodexVersion } from '../../domain/codex/codex-version.ts';
import type { Codex } from '../../services/codex/open-codex.ts';

export interface CodexWatch extends Disposable {
  current(): Omit<CodexSnapshot, 'recentFolders'>;
  /** Looks again now. */
  refresh(): Promise<void>;
}

/** Codex is installed, updated and removed while Signalbox runs; looking costs a process, so not often. */
const EVERY_MS = 5 * 60_000;

export function createCodexWatch(
  codex: Codex,
  onChange: () => void,
  onDefect: (cause: unknown) => void,
): CodexWatch {
  let seen: Omit<CodexSnapshot, 'recentFolders'> = { home: codex.home, profile: 'absent' };
  async function refresh(): Promise<void> {
    const [support, profile] = await Promise.all([codex.support(), codex.profileOwner()]);
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
    current: () => seen,
    refresh,
    [Symbol.dispose]: () => clearInterval(timer),
  };
}

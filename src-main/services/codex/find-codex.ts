import type { CodexFinding } from '../../domain/codex/codex-support.ts';
import { parseCodexVersion } from '../../domain/codex/codex-version.ts';
import type { CodexSurroundings } from './codex-home.ts';
import { codexPlaces } from './codex-places.ts';
import { canRun, findProgram } from './find-program.ts';
import { askCodexApart } from './run-codex.ts';

/** `codex --version` takes 0.1 s warm; a cold start from a slow disk behind a virus scanner takes seconds. */
const VERSION_TIMEOUT_MS = 15_000;

/** Finds the installed Codex and asks its version. SIGNALBOX_CODEX, where set, is taken at its word. */
export async function findCodex(
  surroundings: CodexSurroundings,
  signal?: AbortSignal,
): Promise<CodexFinding> {
  const override = surroundings.env.SIGNALBOX_CODEX;
  if (override && !(await canRun(override))) return { kind: 'override-broken', path: override };
  const path = override || (await findProgram('codex', await codexPlaces(surroundings), surroundings));
  if (path === undefined) return { kind: 'absent' };
  const { stdout } = await askCodexApart({
    codexPath: path,
    args: ['--version'],
    env: surroundings.env,
    timeoutMs: VERSION_TIMEOUT_MS,
    ...(signal && { signal }),
  });
  const version = parseCodexVersion(stdout);
  return version ? { kind: 'found', path, version } : { kind: 'mute', path };
}

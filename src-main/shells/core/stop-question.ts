import type { CodexSession } from '../../domain/codex/find-sessions.ts';
import { AppError } from '../../domain/errors/app-error.ts';

/** Fault code of a stop that waits for the person's word; the same call with `force` does it. */
export const CODEX_ALIVE = 'codex_alive';

export interface StopCircumstances {
  readonly sessions: readonly CodexSession[];
  readonly inFlight: number;
  /** How long requests in flight are given. */
  readonly drainMs: number;
  readonly homeFolder: string;
  /** Routing comes back at another address. */
  readonly isMoving?: boolean;
}

const NAMED_FOLDERS = 4;

/** Why stopping has to be asked about first: what is open, and what becomes of it. Undefined: nothing is open. */
export function stopQuestion(circumstances: StopCircumstances): AppError | undefined {
  const { sessions, inFlight, drainMs, homeFolder } = circumstances;
  if (sessions.length === 0) return undefined;
  const folders = [...new Set(sessions.flatMap(({ folder }) => (folder === undefined ? [] : [folder])))];
  const named = folders.slice(0, NAMED_FOLDERS).map(folder => short(folder, homeFolder));
  const where =
    named.length === 0 ? '' : ` (${named.join(', ')}${folders.length > named.length ? ', …' : ''})`;
  const open =
    sessions.length === 1 ? 'A routed Codex is open' : `${sessions.length} routed Codexes are open`;
  const requests = inFlight === 1 ? 'A request in flight is' : `${inFlight} requests in flight are`;
  const then =
    circumstances.isMoving === true
      ? 'but they keep calling the old address, and their next prompt fails: close them and open them again.'
      : 'but the next prompt fails within half a minute until routing runs again.';
  const running = inFlight === 0 ? '' : ` ${requests} given ${Math.round(drainMs / 1000)} seconds to finish.`;
  return new AppError(
    'policy-denied',
    `${open}${where}.${running} Their windows stay and nothing said in them is lost, ${then}`,
    { detail: CODEX_ALIVE, remedy: 'Close them first, or go on anyway.' },
  );
}

function short(folder: string, homeFolder: string): string {
  return folder === homeFolder || folder.startsWith(`${homeFolder}/`)
    ? `~${folder.slice(homeFolder.length)}`
    : folder;
}

import type { CodexSession } from '../../domain/codex/find-sessions.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import { type Sentence, say } from '../../domain/sentence/sentence.ts';

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
  const listed = `${named.join(', ')}${folders.length > named.length ? ', …' : ''}`;
  const open = openWords(sessions.length, listed);
  const running = runningWords(inFlight, Math.round(drainMs / 1000));
  return new AppError(
    'policy-denied',
    circumstances.isMoving === true
      ? say`${open}${running} Their windows stay and nothing said in them is lost, but they keep calling the old address, and their next prompt fails: close them and open them again.`
      : say`${open}${running} Their windows stay and nothing said in them is lost, but the next prompt fails within half a minute until routing runs again.`,
    { detail: CODEX_ALIVE, remedy: say`Close them first, or go on anyway.` },
  );
}

function openWords(count: number, folders: string): Sentence {
  if (folders === '')
    return count === 1 ? say`A routed Codex is open.` : say`${count} routed Codexes are open.`;
  return count === 1
    ? say`A routed Codex is open (${folders}).`
    : say`${count} routed Codexes are open (${folders}).`;
}

function runningWords(inFlight: number, seconds: number): Sentence | string {
  if (inFlight === 0) return '';
  return inFlight === 1
    ? say` A request in flight is given ${seconds} seconds to finish.`
    : say` ${inFlight} requests in flight are given ${seconds} seconds to finish.`;
}

function short(folder: string, homeFolder: string): string {
  return folder === homeFolder || folder.startsWith(`${homeFolder}/`)
    ? `~${folder.slice(homeFolder.length)}`
    : folder;
}

import type { CodexChoices } from '../../contract/codex-status.ts';
import { type CodexSession, findSessions, type ProcessFacts } from '../../domain/codex/find-sessions.ts';
import { stopQuestion } from './stop-question.ts';

export interface SessionWatchOptions {
  readonly home: string;
  readonly homeFolder: string;
  readonly processes: () => Promise<readonly ProcessFacts[]>;
  readonly choices: () => Promise<CodexChoices>;
  readonly isSwapped: () => boolean;
  readonly isRouting: () => boolean;
  readonly inFlight: () => number;
  readonly drainMs: () => number;
  /** Stops routing: the last routed Codex has ended, and the person wants that. */
  readonly stop: () => Promise<void>;
  readonly onDefect: (cause: unknown) => void;
}

/** Knows which routed Codexes are open. */
export interface SessionWatch extends Disposable {
  /** @throws AppError `codex_alive` while routed Codexes are open */
  askBeforeStop(how?: { readonly isMoving: boolean }): Promise<void>;
  /**
   * A Codex session has just called the router: it is looked for now, because one that opens and closes between
   * two looks would never be seen to end. Once per session and look.
   */
  called(sessionId: string): void;
  /** Looks once whether the last Codex has ended; the timer does so by itself. */
  look(): Promise<void>;
}

/** Listing processes costs a few milliseconds, on Windows a PowerShell. */
const EVERY_MS = 10_000;

export function createSessionWatch(options: SessionWatchOptions): SessionWatch {
  let hadSessions = false;
  let lastCaller: string | undefined;

  async function sessions(): Promise<readonly CodexSession[]> {
    const open = findSessions(await options.processes(), {
      home: options.home,
      isSwapped: options.isSwapped(),
    });
    // Whoever looked: a Codex seen once is one whose end is noticed.
    hadSessions ||= open.length > 0;
    return open;
  }

  async function noticeCaller(): Promise<void> {
    if ((await options.choices()).stopWithLastCodex) await sessions();
  }

  async function look(): Promise<void> {
    lastCaller = undefined;
    if (!options.isRouting() || !(await options.choices()).stopWithLastCodex) {
      hadSessions = false;
      return;
    }
    const isOpen = (await sessions()).length > 0;
    const hasEnded = hadSessions && !isOpen && options.inFlight() === 0;
    if (hasEnded) hadSessions = false;
    if (hasEnded) await options.stop();
  }

  const timer = setInterval(() => void look().catch(options.onDefect), EVERY_MS);
  timer.unref();
  return {
    async askBeforeStop(how) {
      if (!options.isRouting()) return;
      const question = stopQuestion({
        sessions: await sessions(),
        inFlight: options.inFlight(),
        drainMs: options.drainMs(),
        homeFolder: options.homeFolder,
        ...how,
      });
      if (question !== undefined) throw question;
    },
    called(sessionId) {
      if (sessionId === lastCaller || hadSessions) return;
      lastCaller = sessionId;
      void noticeCaller().catch(options.onDefect);
    },
    look,
    [Symbol.dispose]: () => clearInterval(timer),
  };
}

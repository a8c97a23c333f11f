import { randomUUID } from 'node:crypto';
import type { FromRouter } from '../../contract/from-router.ts';
import type { ToRouter } from '../../contract/to-router.ts';
import { inWords, type Sentence, say, wordsOf } from '../../domain/sentence/sentence.ts';
import {
  type ChildFault,
  type ChildState,
  nextChildState,
  stoppedChild,
} from '../../domain/supervise/child-state.ts';
import { createEmitter } from '../../lib/emitter.ts';
import type { RouterChild, SpawnRouter } from './router-child.ts';
import { type AnswerWatch, watchAnswers } from './watch-answers.ts';

/** What the start message holds besides its type and the runtime id; keys are in clear, read anew for every start. */
export type RouterStart = Omit<Extract<ToRouter, { type: 'start' }>, 'type' | 'runtimeId'>;

export interface SuperviseOptions {
  readonly spawn: SpawnRouter;
  /** Asked before every start, the ones after a crash included: keys are sent again from memory. */
  readonly prepare: () => RouterStart | Promise<RouterStart>;
  /** How long a started process may take to answer. */
  readonly readyWithinMs?: number;
  /** How long after the drain time a process is forced to end. */
  readonly killAfterMs?: number;
  /** A ready process that says nothing for so many ticks in a row is hung: it is killed, and started again. */
  readonly hung?: { readonly everyMs: number; readonly ticks: number };
  readonly onMessage: (message: FromRouter) => void;
  readonly onDefect: (cause: unknown) => void;
}

export interface RouterSupervisor extends AsyncDisposable {
  state(): ChildState;
  onChange(listener: (state: ChildState) => void): Disposable;
  /** Starts routing; resolves when it is ready, or has failed or stopped instead. */
  start(): Promise<ChildState>;
  /** Drain, wait, kill; resolves when no process is left. */
  stop(drainMs: number): Promise<ChildState>;
  /** Sends to the running process; nothing when there is none (it gets everything at its next start). */
  send(message: Exclude<ToRouter, { type: 'start' | 'drain' }>): void;
  pid(): number | undefined;
}

const READY_WITHIN_MS = 15_000;
const KILL_AFTER_MS = 3_000;
/** Longer than any pause of a router that works, shorter than a person waits for an answer. */
const HUNG = { everyMs: 5_000, ticks: 5 };

/** The whole life of the router process, owned by one loop: whoever is told of a new phase, this acts on it. */
export function superviseRouter(options: SuperviseOptions): RouterSupervisor {
  let state: ChildState = stoppedChild(Date.now());
  let child: RouterChild | undefined;
  let answers: AnswerWatch | undefined;
  let timer: NodeJS.Timeout | undefined;
  const changed = createEmitter<ChildState>(options.onDefect);

  function apply(event: Parameters<typeof nextChildState>[1]): void {
    const before = state;
    state = nextChildState(state, event, Date.now());
    if (state === before) return;
    clearTimeout(timer);
    if (state.phase === 'starting') void launch(state.runtimeId);
    if (state.phase === 'backing-off') {
      timer = setTimeout(
        () => apply({ type: 'retry-due', runtimeId: randomUUID() }),
        Math.max(0, state.retryAtMs - Date.now()),
      );
    }
    changed.emit(state);
  }

  async function launch(runtimeId: string): Promise<void> {
    const isCurrent = () => state.phase === 'starting' && state.runtimeId === runtimeId;
    try {
      const start = await options.prepare();
      // Stop may have been asked for meanwhile: then there is nothing to launch, and nothing left running.
      if (!isCurrent()) {
        apply({ type: 'exited', fault: fault(say`stopped before it was launched`) });
        return;
      }
      const launched = options.spawn();
      child = launched;
      launched.onMessage(message => onMessage(launched, runtimeId, message));
      launched.onExit(how => {
        // One that refused has been given up already; its exit is not the next one's.
        if (child !== launched) return;
        const { isHung = false } = answers ?? {};
        leave();
        apply({ type: 'exited', fault: fault(isHung ? say`it no longer answered` : how) });
      });
      launched.send({ type: 'start', runtimeId, ...start });
      timer = setTimeout(() => {
        if (isCurrent()) launched.kill();
      }, options.readyWithinMs ?? READY_WITHIN_MS);
    } catch (cause) {
      options.onDefect(cause);
      apply({ type: 'exited', fault: fault(say`it could not be launched`) });
    }
  }

  function leave(): void {
    child = undefined;
    answers?.[Symbol.dispose]();
    answers = undefined;
  }

  function onMessage(from: RouterChild, runtimeId: string, message: FromRouter): void {
    if (from !== child) return;
    answers?.heard();
    if (message.type === 'ready') {
      answers ??= watchAnswers(from, options.hung ?? HUNG);
      apply({ type: 'ready', runtimeId: message.runtimeId, port: message.port });
    }
    if (message.type === 'listening') apply({ type: 'moved', port: message.listen.port });
    if (message.type === 'failed' && state.phase === 'starting' && state.runtimeId === runtimeId) {
      leave();
      apply({ type: 'refused', fault: { code: message.code, ...wordsOf(message) } });
    }
    options.onMessage(message);
  }

  function settled(isDone: (state: ChildState) => boolean): Promise<ChildState> {
    if (isDone(state)) return Promise.resolve(state);
    return new Promise(resolve => {
      const listening = changed.on(next => {
        if (!isDone(next)) return;
        listening[Symbol.dispose]();
        resolve(next);
      });
    });
  }

  async function stop(drainMs: number): Promise<ChildState> {
    apply({ type: 'stop-asked' });
    const leaving = child;
    if (leaving === undefined) return await settled(next => next.phase !== 'draining');
    leaving.send({ type: 'drain', withinMs: drainMs });
    const force = setTimeout(() => leaving.kill(), drainMs + (options.killAfterMs ?? KILL_AFTER_MS));
    try {
      return await settled(next => next.phase === 'stopped' || next.phase === 'failed');
    } finally {
      clearTimeout(force);
    }
  }

  return {
    state: () => state,
    onChange: listener => changed.on(listener),
    start() {
      apply({ type: 'start-asked', runtimeId: randomUUID() });
      return settled(next => next.phase !== 'starting' && next.phase !== 'backing-off');
    },
    stop,
    send: message => child?.send(message),
    pid: () => child?.pid,
    async [Symbol.asyncDispose]() {
      await stop(0);
    },
  };
}

function fault(how: Sentence | string): ChildFault {
  return {
    code: 'router-ended',
    ...inWords({
      message: say`The router process ended (${how}).`,
      remedy: say`It is started again by itself.`,
    }),
  };
}

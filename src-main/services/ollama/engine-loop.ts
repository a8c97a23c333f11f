import { decideRestart, type RestartTiming } from '../../domain/ollama/restart-delay.ts';
import { say } from '../../domain/sentence/sentence.ts';
import { sleep } from '../../lib/abort.ts';
import { cannotStart, keepsEnding, notInstalled, oldVersion, portTaken } from './faults.ts';
import { identify } from './identify.ts';
import type { OllamaApi } from './ollama-api.ts';
import type { OllamaEngine } from './ollama-state.ts';
import { type ServeExit, type ServeProcess, startServe } from './serve-process.ts';
import { endLeftover, removeServeRecord, writeServeRecord } from './serve-record.ts';

export interface EngineTiming extends RestartTiming {
  /** Between two looks at a server that is starting. */
  readonly readyPollMs: number;
  /** How long it may take until it answers. */
  readonly readyWithinMs: number;
  /** Between two looks at a server that is not ours. */
  readonly watchMs: number;
  /** How long one look may take. */
  readonly patienceMs: number;
  /** From the polite request to end until force. */
  readonly graceMs: number;
}

export interface EngineDeps {
  readonly api: OllamaApi;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  readonly findExecutable: () => Promise<string | undefined>;
  readonly nowMs: () => number;
  readonly timing: EngineTiming;
  /** Where the process id of our server is kept, so that a crash leaves nothing behind for good. */
  readonly recordFile: string | undefined;
  readonly set: (engine: OllamaEngine) => void;
  readonly log: (event: string, facts: Readonly<Record<string, string | number>>) => void;
}

/** Waits until our child answers. @returns its version, or how it ended before that */
async function untilReady(
  child: ServeProcess,
  deps: EngineDeps,
  signal: AbortSignal,
): Promise<string | ServeExit> {
  const { timing, api } = deps;
  const gone = new AbortController();
  let exit: ServeExit | undefined;
  void child.exited.then(ended => {
    exit = ended;
    gone.abort(ended);
  });
  const either = AbortSignal.any([signal, gone.signal]);
  const deadlineMs = deps.nowMs() + timing.readyWithinMs;
  while (deps.nowMs() < deadlineMs) {
    try {
      const occupant = await identify(api, timing.patienceMs, either);
      // Alive and answered: it is ours, since nobody held the port before and it would have ended otherwise.
      if (occupant.kind === 'ollama' && exit === undefined) return occupant.version;
      await sleep(timing.readyPollMs, either);
    } catch (cause) {
      signal.throwIfAborted();
      if (exit !== undefined) return exit;
      throw cause;
    }
  }
  return { code: null, signal: null, lastLines: ['it did not answer in time'] };
}

async function watchExternal(deps: EngineDeps, version: string, signal: AbortSignal): Promise<void> {
  deps.log('ollama.adopted', { version });
  deps.set({ phase: 'external', version, warning: oldVersion(version, deps.platform) });
  let misses = 0;
  while (misses < 2) {
    await sleep(deps.timing.watchMs, signal);
    const occupant = await identify(deps.api, deps.timing.patienceMs, signal);
    misses = occupant.kind === 'ollama' ? 0 : misses + 1;
  }
}

/** One life of our child, from start to end. @returns how it ended */
async function liveOnce(
  executable: string,
  restarts: number,
  deps: EngineDeps,
  signal: AbortSignal,
): Promise<ServeExit> {
  deps.set({ phase: 'starting', restarts });
  const host = new URL(deps.api.baseUrl).host;
  const child = startServe(executable, { ...deps.env, OLLAMA_HOST: host }, deps.timing.graceMs);
  try {
    if (deps.recordFile !== undefined && child.pid !== undefined) {
      await writeServeRecord(deps.recordFile, child.pid, executable);
    }
    const ready = await untilReady(child, deps, signal);
    if (typeof ready !== 'string') return ready;
    deps.log('ollama.started', { pid: child.pid ?? 0, version: ready });
    deps.set({
      phase: 'running',
      pid: child.pid ?? 0,
      version: ready,
      restarts,
      warning: oldVersion(ready, deps.platform),
    });
    const stopped = new Promise<never>((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    return await Promise.race([child.exited, stopped]);
  } finally {
    await child[Symbol.asyncDispose]();
    if (deps.recordFile !== undefined) await removeServeRecord(deps.recordFile);
  }
}

/**
 * The whole life of Ollama as Signalbox sees it: adopt the one that answers, or start one and start it again
 * when it ends. Returns when nothing more can be done; rejects with the signal's reason when it aborts, with
 * our child gone and anybody else's left alone.
 */
export async function runEngine(deps: EngineDeps, signal: AbortSignal): Promise<void> {
  const { timing } = deps;
  let shortLives = 0;
  let restarts = 0;
  deps.set({ phase: 'starting', restarts });
  if (deps.recordFile !== undefined && (await endLeftover(deps.recordFile, timing.graceMs, signal))) {
    deps.log('ollama.leftover-ended', {});
  }
  for (;;) {
    const occupant = await identify(deps.api, timing.patienceMs, signal);
    if (occupant.kind === 'ollama') {
      await watchExternal(deps, occupant.version, signal);
      continue;
    }
    if (occupant.kind === 'stranger')
      return deps.set({ phase: 'failed', fault: portTaken(deps.api.baseUrl) });
    const executable = await deps.findExecutable();
    if (executable === undefined)
      return deps.set({ phase: 'not-installed', fault: notInstalled(deps.platform) });

    const bornMs = deps.nowMs();
    const exit = await liveOnce(executable, restarts, deps, signal);
    deps.log('ollama.ended', { code: exit.code ?? -1, signal: exit.signal ?? '' });
    if (exit.cause) return deps.set({ phase: 'failed', fault: cannotStart(exit.cause) });
    const decision = decideRestart(deps.nowMs() - bornMs, shortLives, timing);
    if (decision.kind === 'give-up') return deps.set({ phase: 'failed', fault: keepsEnding(exit.lastLines) });
    shortLives = decision.shortLives;
    restarts += 1;
    deps.set({
      phase: 'backing-off',
      retryAtMs: deps.nowMs() + decision.delayMs,
      restarts,
      reason: say`ollama serve ended (${exit.signal ?? say`exit code ${String(exit.code)}`}) and is started again.`,
    });
    await sleep(decision.delayMs, signal);
  }
}

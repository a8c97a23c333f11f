import { AppError } from '../../domain/errors/app-error.ts';
import type { PullProgress } from '../../domain/ollama/pull-progress.ts';
import { OLLAMA_RESTART } from '../../domain/ollama/restart-delay.ts';
import { say } from '../../domain/sentence/sentence.ts';
import { sleep } from '../../lib/abort.ts';
import { createDeadline } from '../../lib/deadline.ts';
import { createEmitter } from '../../lib/emitter.ts';
import { type EngineTiming, runEngine } from './engine-loop.ts';
import { findOllama } from './find-executable.ts';
import { freeBytes, modelsFolder } from './free-bytes.ts';
import { identify } from './identify.ts';
import { createOllamaApi, type LocalModel, type OllamaApi, type RunningModel } from './ollama-api.ts';
import { isSettled, isUp, type OllamaState } from './ollama-state.ts';
import { pullModel } from './pull-model.ts';

export const DEFAULT_OLLAMA_URL = 'http://127.0.0.1:11434';
export const DEFAULT_LOCAL_MODEL = 'qwen2.5-coder:3b';

export const ENGINE_TIMING: EngineTiming = {
  ...OLLAMA_RESTART,
  readyPollMs: 150,
  readyWithinMs: 30_000,
  watchMs: 5000,
  patienceMs: 3000,
  graceMs: 5000,
};

export interface OllamaServiceOptions {
  readonly baseUrl?: string;
  readonly model?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform?: string;
  readonly findExecutable?: () => Promise<string | undefined>;
  readonly freeBytes?: () => Promise<number | undefined>;
  readonly recordFile?: string;
  readonly timing?: Partial<EngineTiming>;
  readonly nowMs?: () => number;
  readonly log: (event: string, facts: Readonly<Record<string, string | number>>) => void;
}

/** Ollama under the tray, the dashboard and the command line. Disposing is `stop`. */
export interface OllamaService extends AsyncDisposable {
  readonly api: OllamaApi;
  state(): OllamaState;
  onChange(listener: (state: OllamaState) => void): Disposable;
  /** Adopts or starts Ollama and keeps it up. Resolves with the state once that is decided; safe to call twice. */
  start(signal: AbortSignal): Promise<OllamaState>;
  /** Ends what was started here, and nothing else. */
  stop(): Promise<void>;
  list(signal: AbortSignal): Promise<readonly LocalModel[]>;
  running(signal: AbortSignal): Promise<readonly RunningModel[]>;
  /** One pull at a time; a second one is rejected. Calling again after a cancelled pull goes on with it. */
  pull(model: string, onProgress: (progress: PullProgress) => void, signal: AbortSignal): Promise<void>;
  /** Loads the model and keeps it (`5m`, seconds, -1 for ever). */
  keepLoaded(model: string, keepAlive: string | number, signal: AbortSignal): Promise<void>;
  unload(model: string, signal: AbortSignal): Promise<void>;
}

const withTag = (name: string) => (name.includes(':') ? name : `${name}:latest`);

export function createOllamaService(options: OllamaServiceOptions): OllamaService {
  const { env, log, model = DEFAULT_LOCAL_MODEL, platform = process.platform, nowMs = Date.now } = options;
  const timing = { ...ENGINE_TIMING, ...options.timing };
  const api = createOllamaApi(options.baseUrl ?? DEFAULT_OLLAMA_URL);
  const changes = createEmitter<OllamaState>(cause =>
    log('ollama.listener-failed', { message: String(cause) }),
  );
  let state: OllamaState = { engine: { phase: 'stopped' }, model, isModelPresent: false, pull: undefined };
  let life: { readonly stop: AbortController; readonly done: Promise<void> } | undefined;

  function set(change: Partial<OllamaState>): void {
    const wasUp = isUp(state.engine);
    state = { ...state, ...change };
    if (!isUp(state.engine)) state = { ...state, isModelPresent: false };
    changes.emit(state);
    if (isUp(state.engine) && !wasUp) void lookForModel();
  }

  async function lookForModel(): Promise<void> {
    if (life === undefined || !isUp(state.engine)) return;
    using patience = createDeadline(timing.patienceMs, life.stop.signal);
    try {
      const models = await api.list(patience.signal);
      const isModelPresent = models.some(({ name }) => name === withTag(model));
      if (isUp(state.engine) && isModelPresent !== state.isModelPresent) set({ isModelPresent });
    } catch (cause) {
      if (!life?.stop.signal.aborted) log('ollama.list-failed', { message: String(cause) });
    }
  }

  function settled(signal: AbortSignal): Promise<OllamaState> {
    if (isSettled(state.engine)) return Promise.resolve(state);
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        listening[Symbol.dispose]();
        reject(signal.reason);
      };
      const listening = changes.on(now => {
        if (!isSettled(now.engine)) return;
        listening[Symbol.dispose]();
        signal.removeEventListener('abort', onAbort);
        resolve(now);
      });
      signal.addEventListener('abort', onAbort, { once: true });
    });
  }

  function begin(): void {
    const stop = new AbortController();
    set({ engine: { phase: 'starting', restarts: 0 } });
    const done = runEngine(
      {
        api,
        env,
        platform,
        findExecutable: options.findExecutable ?? (() => findOllama(env, platform)),
        nowMs,
        timing,
        recordFile: options.recordFile,
        set: engine => set({ engine }),
        log,
      },
      stop.signal,
    ).catch(cause => {
      if (stop.signal.aborted) return;
      log('ollama.loop-failed', { message: String(cause) });
      const fault = {
        detail: 'cannot_start',
        message: String(cause),
        remedy: 'Start Ollama by hand.',
      } as const;
      set({ engine: { phase: 'failed', fault } });
    });
    life = { stop, done };
  }

  async function stop(): Promise<void> {
    const ending = life;
    if (ending === undefined) return;
    ending.stop.abort(new AppError('draining', say`Ollama is being stopped`));
    await ending.done;
    if (life === ending) life = undefined;
    set({ engine: { phase: 'stopped' }, pull: undefined });
  }

  async function freeHere(): Promise<number | undefined> {
    // Somebody else's server may keep its models on a disk we know nothing of.
    return state.engine.phase === 'running' ? await freeBytes(modelsFolder(env)) : undefined;
  }

  async function untilUp(signal: AbortSignal): Promise<void> {
    // The stream may break before the loop has seen the process end: ask the server itself.
    for (;;) {
      await sleep(timing.readyPollMs, signal);
      const now = await settled(signal);
      if (!isUp(now.engine))
        throw new AppError('unavailable', say`Ollama is not up`, { detail: 'ollama_down' });
      if ((await identify(api, timing.patienceMs, signal)).kind === 'ollama') return;
    }
  }

  return {
    api,
    state: () => state,
    onChange: listener => changes.on(listener),
    async start(signal) {
      signal.throwIfAborted();
      const isIdle =
        life === undefined ||
        !['starting', 'backing-off', 'running', 'external'].includes(state.engine.phase);
      if (isIdle) begin();
      const reached = await settled(signal);
      await lookForModel();
      return isUp(reached.engine) ? state : reached;
    },
    stop,
    list: signal => api.list(signal),
    running: signal => api.running(signal),
    async pull(name, onProgress, signal) {
      if (state.pull !== undefined)
        throw new AppError('rejected', say`a pull is under way`, { detail: 'already_pulling' });
      const end = life === undefined ? signal : AbortSignal.any([signal, life.stop.signal]);
      const report = (pull: PullProgress) => {
        set({ pull });
        onProgress(pull);
      };
      set({ pull: { status: 'starting', completedBytes: 0, totalBytes: undefined, isDone: false } });
      try {
        await pullModel(
          name,
          { api, freeBytes: options.freeBytes ?? freeHere, untilUp, onProgress: report },
          end,
        );
      } finally {
        set({ pull: undefined });
        await lookForModel();
      }
    },
    keepLoaded: (name, keepAlive, signal) => api.keep(name, keepAlive, signal),
    unload: (name, signal) => api.keep(name, 0, signal),
    async [Symbol.asyncDispose]() {
      await stop();
      await api[Symbol.asyncDispose]();
    },
  };
}

import type { OllamaSnapshot } from '../../contract/figures-snapshot.ts';
import type { RoutingPhase } from '../../contract/snapshot.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import { inWords, type Sentence, say, sentenceOf } from '../../domain/sentence/sentence.ts';
import { assertNever } from '../../lib/assert-never.ts';
import { createDeadline } from '../../lib/deadline.ts';
import { createEmitter } from '../../lib/emitter.ts';
import { identify } from '../../services/ollama/identify.ts';
import {
  createOllamaService,
  type OllamaService,
  type OllamaServiceOptions,
} from '../../services/ollama/ollama-service.ts';
import { isUp, type OllamaState, toOllamaSnapshot } from '../../services/ollama/ollama-state.ts';
import type { Settings } from '../../services/settings/open-settings.ts';
import { type LocalModel, localModelOf } from './local-model.ts';

export interface HostOllamaOptions {
  readonly settings: Settings;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** Where the process id of our server is kept. */
  readonly recordFile: string;
  readonly onDefect: (cause: unknown) => void;
  readonly log: OllamaServiceOptions['log'];
}

/** Ollama as the running Signalbox has it: one service under the tray, the dashboard and the command line. */
export interface HostedOllama extends AsyncDisposable {
  snapshot(): OllamaSnapshot;
  state(): OllamaState;
  onChange(listener: () => void): Disposable;
  /** False while nobody can answer at its address. A stranger there may be a gateway of the person's own. */
  mayAnswer(): boolean;
  /** Routing needs a local candidate: ours starts with it and stops with it, anybody else's stays. */
  followRouting(phase: RoutingPhase): void;
  /** @throws AppError with what to do when it does not come up */
  start(): Promise<Sentence>;
  /** Stops what was started here, and nothing else. */
  stop(): Promise<Sentence>;
  /** Begins a pull; how it goes is in the snapshot. @throws AppError */
  pull(): Promise<Sentence>;
  cancelPull(): void;
}

const START_WITHIN_MS = 25_000;
const LOOK_WITHIN_MS = 3000;

export function hostOllama(options: HostOllamaOptions): HostedOllama {
  const { settings, env, platform, recordFile, log } = options;
  const changed = createEmitter<void>(options.onDefect);
  const ending = new AbortController();
  let local = localModelOf(settings.current());
  let service = open(local);
  let listening = service.onChange(() => changed.emit());
  let isRouting = false;
  let isStoppedHere = false;
  let pulling: { readonly cancel: AbortController; readonly done: Promise<void> } | undefined;
  /** Why the last pull failed, until the next one. */
  let pullFault: Sentence | undefined;

  function open({ baseUrl, model }: LocalModel): OllamaService {
    return createOllamaService({ baseUrl, model, env, platform, recordFile, log });
  }

  const changes = settings.onChange(() => {
    const next = localModelOf(settings.current());
    if (next.baseUrl !== local.baseUrl || next.model !== local.model) void move(next);
  });

  /** router.yaml names another address or model: the old service ends, the new one takes its place. */
  async function move(next: LocalModel): Promise<void> {
    const before = service;
    const wasWanted = isUp(before.state().engine);
    local = next;
    listening[Symbol.dispose]();
    service = open(next);
    listening = service.onChange(() => changed.emit());
    await before[Symbol.asyncDispose]();
    if (wasWanted || isRouting) begin();
    else await adopt();
  }

  /** Somebody's Ollama that answers is used from the first moment on; none is started here. */
  async function adopt(): Promise<void> {
    const asked = service;
    const { kind } = await identify(asked.api, LOOK_WITHIN_MS, ending.signal);
    if (kind === 'ollama' && asked === service) begin();
  }

  function begin(): void {
    isStoppedHere = false;
    service.start(ending.signal).catch((cause: unknown) => {
      if (!ending.signal.aborted) log('ollama.start-failed', { message: String(cause) });
    });
  }

  void adopt().catch(() => undefined); // ended meanwhile

  async function start(): Promise<Sentence> {
    isStoppedHere = false;
    using patience = createDeadline(START_WITHIN_MS, ending.signal);
    const { engine } = await service.start(patience.signal);
    switch (engine.phase) {
      case 'running':
        return say`Ollama ${engine.version} runs.`;
      case 'external':
        return say`Ollama ${engine.version} was running already and is used.`;
      case 'not-installed':
      case 'failed':
        throw new AppError('child-failed', engine.fault.message, {
          detail: engine.fault.detail,
          remedy: engine.fault.remedy,
          said: engine.fault.said,
        });
      default:
        throw new AppError('unavailable', say`Ollama was stopped before it was up.`, {
          detail: 'ollama_down',
        });
    }
  }

  async function stop(): Promise<Sentence> {
    if (service.state().engine.phase === 'external') {
      return say`Ollama was started by somebody else and keeps running.`;
    }
    isStoppedHere = true;
    await service.stop();
    return say`Ollama is stopped.`;
  }

  return {
    state: () => service.state(),
    onChange: changed.on,
    mayAnswer() {
      const { engine } = service.state();
      switch (engine.phase) {
        case 'running':
        case 'external':
          return true;
        case 'starting':
          return engine.restarts === 0; // not known yet: nobody is kept out on a guess
        case 'stopped':
          return !isStoppedHere;
        case 'failed':
          return engine.fault.detail === 'port_taken';
        case 'backing-off':
        case 'not-installed':
          return false;
        default:
          return assertNever(engine);
      }
    },
    snapshot() {
      const snapshot = toOllamaSnapshot(service.state());
      return pullFault === undefined || snapshot.pull !== undefined
        ? snapshot
        : { ...snapshot, ...inWords({ message: pullFault }) };
    },
    followRouting(phase) {
      const isWanted =
        phase === 'ready' || phase === 'starting' || phase === 'backing-off' || phase === 'draining';
      if (isWanted === isRouting) return;
      isRouting = isWanted;
      const provider = settings.current().providers.ollama;
      if (isWanted && provider?.enabled === true && provider.local) begin();
      if (!isWanted) void stop();
    },
    start,
    stop,
    async pull() {
      if (pulling !== undefined) {
        throw new AppError('rejected', say`A pull is under way.`, { detail: 'already_pulling' });
      }
      pullFault = undefined;
      await start();
      const cancel = new AbortController();
      const done = service
        .pull(local.model, () => undefined, AbortSignal.any([cancel.signal, ending.signal]))
        .catch((cause: unknown) => {
          if (cancel.signal.aborted || ending.signal.aborted) return;
          pullFault = cause instanceof AppError ? pullWords(cause) : say`${String(cause)}`;
        })
        .finally(() => {
          pulling = undefined;
          changed.emit();
        });
      pulling = { cancel, done };
      return say`${local.model} is being pulled.`;
    },
    cancelPull() {
      pulling?.cancel.abort(new AppError('client-closed', say`The pull was cancelled.`));
    },
    async [Symbol.asyncDispose]() {
      ending.abort(new AppError('draining', say`Signalbox is ending.`));
      changes[Symbol.dispose]();
      await pulling?.done;
      listening[Symbol.dispose]();
      await service[Symbol.asyncDispose]();
    },
  };
}

function pullWords(cause: AppError): Sentence {
  const remedy = cause.said?.remedy ?? cause.remedy;
  const message = sentenceOf(cause, 'message');
  return remedy === undefined ? say`${message}.` : say`${message}. ${remedy}`;
}

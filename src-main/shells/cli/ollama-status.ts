import type { OllamaSnapshot } from '../../contract/figures-snapshot.ts';
import { describeStep, installStep } from '../../domain/ollama/install-step.ts';
import { isOldOllama } from '../../domain/ollama/version.ts';
import { textOf } from '../../domain/sentence/sentence.ts';
import { createDeadline } from '../../lib/deadline.ts';
import { findOllama } from '../../services/ollama/find-executable.ts';
import { identify } from '../../services/ollama/identify.ts';
import type { LocalModel, RunningModel } from '../../services/ollama/ollama-api.ts';
import { callInstance } from '../core/call-instance.ts';
import { findInstance } from '../core/claim-instance.ts';
import { openLocalOllama } from './local-ollama.ts';
import { bytes, percent } from './output/figures.ts';
import { table } from './output/table.ts';
import type { Surroundings } from './surroundings.ts';

export interface OllamaStatus {
  /** `stranger`: something that is not Ollama holds its address. */
  readonly phase: OllamaSnapshot['phase'] | 'stranger';
  readonly baseUrl: string;
  /** The model of router.yaml. */
  readonly model: string;
  readonly executable?: string;
  readonly version?: string;
  readonly isOld: boolean;
  readonly models: readonly LocalModel[];
  readonly running: readonly RunningModel[];
  readonly message?: string;
}

const PATIENCE_MS = 3000;

/** Ollama as it is now; nothing is started. */
export async function readOllamaStatus(at: Surroundings, signal: AbortSignal): Promise<OllamaStatus> {
  await using ollama = await openLocalOllama(at);
  const { baseUrl, model } = ollama;
  const { api } = ollama.service;
  const [executable, occupant, hosted] = await Promise.all([
    findOllama(at.env, at.platform),
    identify(api, PATIENCE_MS, signal),
    readHosted(at),
  ]);
  const common = { baseUrl, model, ...(executable === undefined ? {} : { executable }) };
  const message = hosted?.message;
  if (occupant.kind !== 'ollama') {
    const phase =
      occupant.kind === 'stranger' ? 'stranger' : executable === undefined ? 'not-installed' : 'stopped';
    const step = phase === 'not-installed' ? textOf(describeStep(installStep(at.platform))) : undefined;
    const words = message ?? step;
    return {
      phase,
      ...common,
      isOld: false,
      models: [],
      running: [],
      ...(words === undefined ? {} : { message: words }),
    };
  }
  using patience = createDeadline(PATIENCE_MS, signal);
  const [models, running] = await Promise.all([api.list(patience.signal), api.running(patience.signal)]);
  return {
    phase: hosted?.phase === 'running' ? 'running' : 'external',
    ...common,
    version: occupant.version,
    isOld: isOldOllama(occupant.version),
    models,
    running,
    ...(message === undefined ? {} : { message }),
  };
}

async function readHosted(at: Surroundings): Promise<OllamaSnapshot | undefined> {
  const instance = await findInstance(at.userDataFolder);
  if (instance === undefined) return undefined;
  return (await callInstance(instance, 'snapshot.get', undefined)).ollama;
}

const WORDS: Readonly<Record<OllamaStatus['phase'], string>> = {
  'not-installed': 'not installed',
  stopped: 'installed, not running',
  starting: 'starting',
  running: 'running, started by Signalbox',
  external: 'running, not started by Signalbox and never stopped by it',
  failed: 'failed',
  stranger: 'something that is not Ollama answers at its address',
};

export function describeOllama(status: OllamaStatus): string {
  const { phase, baseUrl, version, model, models, running, message } = status;
  const rows = [
    ['Ollama', WORDS[phase]],
    ...(version === undefined
      ? []
      : [['Version', status.isOld ? `${version} (too old for Codex)` : version]]),
    ['Address', baseUrl],
    [
      'Wanted',
      `${model}${isThere(models, model) ? '' : phase === 'running' || phase === 'external' ? ', not pulled yet: signalbox ollama pull' : ''}`,
    ],
    ...models.map(({ name, sizeBytes, parameters, quantization }) => [
      'Model',
      [name, bytes(sizeBytes), parameters, quantization].filter(Boolean).join(', '),
    ]),
    ...running.map(({ name, processor, gpuShare }) => [
      'Loaded',
      `${name} on ${processor === 'split' ? `GPU (${percent(gpuShare)}) and CPU` : processor.toUpperCase()}`,
    ]),
    ...(message === undefined ? [] : [['', message]]),
  ];
  return table(rows);
}

function isThere(models: readonly LocalModel[], model: string): boolean {
  return models.some(({ name }) => name === model || name === `${model}:latest`);
}

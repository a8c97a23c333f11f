import type { OllamaSnapshot } from '../../contract/figures-snapshot.ts';
import type { PullProgress } from '../../domain/ollama/pull-progress.ts';
import { inWords, type Said, type Sentence, say, sentenceOf } from '../../domain/sentence/sentence.ts';
import { assertNever } from '../../lib/assert-never.ts';

export interface OllamaFault {
  /** Stable word for scripts. */
  readonly detail: 'not_installed' | 'port_taken' | 'keeps_ending' | 'cannot_start' | 'old_version';
  readonly message: string;
  readonly remedy: string;
  readonly said?: Said | undefined;
}

export type OllamaEngine =
  | { readonly phase: 'stopped' }
  | { readonly phase: 'not-installed'; readonly fault: OllamaFault }
  | { readonly phase: 'starting'; readonly restarts: number }
  /** Ours. */
  | {
      readonly phase: 'running';
      readonly pid: number;
      readonly version: string;
      readonly restarts: number;
      readonly warning: OllamaFault | undefined;
    }
  /** It was there before; it is used and never stopped. */
  | { readonly phase: 'external'; readonly version: string; readonly warning: OllamaFault | undefined }
  | {
      readonly phase: 'backing-off';
      readonly retryAtMs: number;
      readonly restarts: number;
      readonly reason: Sentence;
    }
  | { readonly phase: 'failed'; readonly fault: OllamaFault };

export interface OllamaState {
  readonly engine: OllamaEngine;
  /** The model Signalbox wants there. */
  readonly model: string;
  readonly isModelPresent: boolean;
  readonly pull: PullProgress | undefined;
}

/** True while requests can be sent. */
export function isUp(engine: OllamaEngine): boolean {
  return engine.phase === 'running' || engine.phase === 'external';
}

/** True where nothing more happens by itself. */
export function isSettled(engine: OllamaEngine): boolean {
  return engine.phase !== 'starting' && engine.phase !== 'backing-off';
}

function messageOf(engine: OllamaEngine): Sentence | undefined {
  switch (engine.phase) {
    case 'stopped':
    case 'starting':
      return undefined;
    case 'running':
    case 'external':
      return engine.warning && faultWords(engine.warning);
    case 'backing-off':
      return engine.reason;
    case 'not-installed':
    case 'failed':
      return faultWords(engine.fault);
    default:
      return assertNever(engine);
  }
}

function faultWords(fault: OllamaFault): Sentence {
  return say`${sentenceOf(fault, 'message')} ${sentenceOf(fault, 'remedy')}`;
}

/** The state as windows see it. */
export function toOllamaSnapshot({ engine, model, isModelPresent, pull }: OllamaState): OllamaSnapshot {
  const message = messageOf(engine);
  return {
    phase: engine.phase === 'backing-off' ? 'starting' : engine.phase,
    model,
    isModelPresent,
    ...(pull === undefined
      ? {}
      : {
          pull: {
            completedBytes: pull.completedBytes,
            ...(pull.totalBytes === undefined ? {} : { totalBytes: pull.totalBytes }),
          },
        }),
    ...(message === undefined ? {} : inWords({ message })),
  };
}

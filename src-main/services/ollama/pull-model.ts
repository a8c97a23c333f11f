import { AppError } from '../../domain/errors/app-error.ts';
import {
  nextLayers,
  type PullLayers,
  type PullProgress,
  progressOf,
} from '../../domain/ollama/pull-progress.ts';
import { figure, type Sentence, say } from '../../domain/sentence/sentence.ts';
import type { OllamaApi } from './ollama-api.ts';

/** Kept free beside the model, so that a pull does not fill the disk to the last byte. */
const SPARE_BYTES = 500_000_000;

export interface PullDeps {
  readonly api: OllamaApi;
  /** `undefined` where the models' disk cannot be looked at from here. */
  readonly freeBytes: () => Promise<number | undefined>;
  /** Resolves once Ollama answers again after it broke off; rejects when it will not. */
  readonly untilUp: (signal: AbortSignal) => Promise<void>;
  readonly onProgress: (progress: PullProgress) => void;
}

const MAX_TRIES = 4;

function describeGb(bytes: number): Sentence {
  return say`${figure((bytes / 1e9).toFixed(1))} GB`;
}

async function checkRoom(progress: PullProgress, deps: PullDeps): Promise<void> {
  if (progress.totalBytes === undefined) return;
  const freeBytes = await deps.freeBytes();
  const neededBytes = progress.totalBytes - progress.completedBytes + SPARE_BYTES;
  if (freeBytes === undefined || freeBytes >= neededBytes) return;
  throw new AppError(
    'rejected',
    say`the model needs ${describeGb(neededBytes)} more and the disk has ${describeGb(freeBytes)} left`,
    { detail: 'disk_full', remedy: say`Free some space, or point OLLAMA_MODELS at another disk.` },
  );
}

/**
 * Pulls a model and reports its progress. What was pulled before is kept by Ollama, so that calling it again
 * after a cancelled or broken pull goes on where that one ended; a pull that breaks off is taken up again by
 * itself, three times at most. Rejects with the signal's reason when cancelled.
 */
export async function pullModel(model: string, deps: PullDeps, signal: AbortSignal): Promise<void> {
  let layers: PullLayers = new Map();
  let isRoomChecked = 0;
  for (let tries = 1; ; tries += 1) {
    try {
      for await (const line of deps.api.pull(model, signal)) {
        layers = nextLayers(layers, line);
        const progress = progressOf(layers, line.status);
        // Each new layer makes the model larger: look again.
        if (layers.size > isRoomChecked) {
          isRoomChecked = layers.size;
          await checkRoom(progress, deps);
        }
        deps.onProgress(progress);
        if (progress.isDone) return;
      }
      throw new AppError('stream-broken', say`the pull ended before it was done`);
    } catch (cause) {
      signal.throwIfAborted();
      const isBroken =
        cause instanceof AppError && (cause.code === 'stream-broken' || cause.code === 'unavailable');
      if (!isBroken || tries >= MAX_TRIES) throw cause;
      await deps.untilUp(signal);
    }
  }
}

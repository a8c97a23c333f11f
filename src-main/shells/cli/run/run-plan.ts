import type { AdaptiveRecord } from '../../../contract/adaptive-report.ts';
import type { OptimisedPrompt } from '../../../domain/task/optimise/optimise-prompt.ts';
import type { PlannedProvider } from '../../../domain/task/run/order-providers.ts';

/** What a person says on the command line of `run`. */
export interface RunFlags {
  readonly provider?: string | undefined;
  readonly codexProvider?: string | undefined;
  readonly forceModel?: string | undefined;
  readonly maxInputTokens?: number | undefined;
  readonly maxOutputTokens?: number | undefined;
}

export interface PlannedCandidate {
  readonly deployment: string;
  readonly provider: string;
  /** Place among those that will be tried, from 1; absent for one that is out. */
  readonly place?: number;
  /** Why it is out, in words. */
  readonly limit?: string;
  /** The most this call costs; absent where no price is known. */
  readonly costUsd?: number;
}

/** All that `run` has decided before Codex starts; `--dry-run` prints it. */
export interface RunPlan {
  readonly task: {
    readonly complexity: string;
    readonly language: string;
    readonly cue: string;
    readonly wishes: readonly string[];
  };
  readonly prompt: Omit<OptimisedPrompt, 'text'>;
  /** What Codex asks the router for. */
  readonly model: string;
  readonly reason: string;
  /** The router's candidates, in its order, those that are out after them. */
  readonly candidates: readonly PlannedCandidate[];
  /** What is known to keep the router from answering. */
  readonly refusal?: string;
  /** Of the first candidate that will be tried. */
  readonly estimatedCostUsd?: number;
  readonly providers: readonly PlannedProvider[];
  /** The ways to run Codex that will be tried, in turn. */
  readonly fallbackOrder: readonly string[];
  /** What the adaptive router thought of them. */
  readonly adaptive_router?: AdaptiveRecord;
}

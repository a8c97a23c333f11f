import type { BudgetName } from './budget.ts';
import type { Considered } from './considered.ts';
import type { RequestKind } from './dispatch-request.ts';
import type { Strategy } from './dispatch-settings.ts';

/** What decided the first candidate. */
export type PlanCause =
  | 'direct'
  | 'first-in-order'
  | 'drawn'
  | 'same-turn'
  | 'stayed'
  | 'moved'
  | 'moved-limited'
  /** The adaptive router put another candidate first. */
  | 'adaptive'
  | 'none';

export interface AffinityNote {
  /** Deployment that holds the conversation's cache. */
  readonly home: string;
  /** Deployment that was weighed against it. */
  readonly other?: string;
  readonly priceUsd?: number;
  readonly gainUsd?: number;
}

export interface Refusal {
  readonly code: 'no-deployment' | 'policy-denied';
  /** A finer word for scripts: `unknown_model`, `all_candidates_limited`, `over_budget`, `local_only_folder`. */
  readonly detail: string;
  /** Names every candidate with its reason. */
  readonly message: string;
  readonly retryAfterSeconds?: number;
}

export interface DispatchPlan {
  readonly asked: string;
  /** Alias or deployment the candidates come from. */
  readonly resolved: string;
  readonly kind: RequestKind;
  readonly strategy: Strategy;
  readonly isStrict: boolean;
  /** Candidates to try, in this order. Empty exactly when `refusal` is there. */
  readonly order: readonly string[];
  readonly considered: readonly Considered[];
  readonly cause: PlanCause;
  /** Probability with which this first candidate was chosen; 1 where nothing was drawn. */
  readonly choiceProbability: number;
  readonly affinity: AffinityNote | undefined;
  /** A budget that kept candidates out, though the request goes on. */
  readonly budget: BudgetName | undefined;
  readonly projectedTokens: number;
  /** One line in words. */
  readonly reason: string;
  readonly refusal: Refusal | undefined;
}

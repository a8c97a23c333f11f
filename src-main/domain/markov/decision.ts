import type { RolloutStage } from './adaptive-settings.ts';
import type { Assessment } from './assess.ts';

export interface DecisionQuestion {
  /** First candidate of the policy's order that no hard limit holds back. */
  readonly baseline: string;
  /** Admissible candidates in the policy's order, the baseline among them. */
  readonly candidates: readonly string[];
  /** Expected price of this request at each candidate; observed averages stand in where absent. */
  readonly expectedCostUsd?: Readonly<Record<string, number>>;
  /** Price of turns like this one where each candidate holds the prompt already: what staying there costs. */
  readonly steadyCostUsd?: Readonly<Record<string, number>>;
  /** How long streamed attempts at a candidate have been without a first byte, where there are any. */
  readonly silentForMs?: Readonly<Record<string, readonly number[]>>;
  /** What the choice belongs to, usually the alias; defaults to the baseline's name. */
  readonly scope?: string;
  /** Probability with which each candidate was to be the baseline, where it was drawn; absent where it was certain. */
  readonly drawShares?: Readonly<Record<string, number>>;
  /** Decides whether the request is in the canary; absent means it is not. */
  readonly conversationId?: string;
}

export interface AdaptiveDecision {
  readonly scope: string;
  readonly enabled: boolean;
  readonly rollout: RolloutStage;
  readonly baseline: string;
  readonly suggested: string;
  /** Adjusted score of the suggestion minus that of the baseline. */
  readonly confidenceDelta: number;
  /** Order in which the candidates are to be tried. */
  readonly effectiveOrder: readonly string[];
  readonly wouldSwitch: boolean;
  readonly applied: boolean;
  readonly costGuardBlocked: boolean;
  readonly costMultiplier: number | undefined;
  readonly maxCostMultiplier: number;
  /** Probability with which the live choice was the one that was made, in (0, 1]. */
  readonly propensity: number;
  /** Where the model would have sent the request, over every baseline that could have been drawn. */
  readonly targetShares: Readonly<Record<string, number>> | undefined;
  /** A single request sent to learn whether a candidate is well. */
  readonly trial: boolean;
  /** Whether the request's conversation is in the canary; true for all when live. */
  readonly treated: boolean;
  /** One assessment a candidate, in the policy's order. */
  readonly health: readonly Assessment[];
}

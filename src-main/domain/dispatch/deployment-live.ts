import type { Deployment } from './compile-settings.ts';
import { CLOSED, type Cooldown } from './cooldown.ts';
import { EMPTY_WINDOW, type RateWindow } from './rate-window.ts';

/** What is known of one deployment now. Moving averages start at the deployment's priors. */
export interface DeploymentLive {
  readonly calls: number;
  readonly successes: number;
  readonly inFlight: number;
  readonly lastStatus: number | undefined;
  readonly ewmaCostUsd: number;
  readonly ewmaTtftMs: number;
  readonly ewmaTotalLatencyMs: number;
  readonly ewmaTokensPerSec: number;
  readonly ewmaErrorRate: number;
  readonly ewmaTokenPressure: number;
  readonly ewmaQueueDepth: number;
  readonly failuresInRow: number;
  /** Failure cooldowns since the last success: each is twice as long as the one before. */
  readonly failureOpens: number;
  readonly cooldown: Cooldown;
  readonly window: RateWindow;
}

export function initialLive(deployment: Deployment): DeploymentLive {
  return {
    calls: 0,
    successes: 0,
    inFlight: 0,
    lastStatus: undefined,
    ewmaCostUsd: deployment.priorCostUsd,
    ewmaTtftMs: deployment.priorTtftMs,
    ewmaTotalLatencyMs: deployment.priorTotalLatencyMs,
    ewmaTokensPerSec: deployment.priorTokensPerSec,
    ewmaErrorRate: 0,
    ewmaTokenPressure: 0,
    ewmaQueueDepth: 0,
    failuresInRow: 0,
    failureOpens: 0,
    cooldown: CLOSED,
    window: EMPTY_WINDOW,
  };
}

/** Moves the average by `alpha` towards the observation; an absent observation moves nothing. */
export function moveAverage(average: number, observed: number | undefined, alpha: number): number {
  return observed === undefined ? average : average + alpha * (observed - average);
}

import { type AdaptiveRouter, createAdaptiveRouter } from '../adaptive-router.ts';
import type { AdaptiveSettings } from '../adaptive-settings.ts';
import type { AdaptiveDecision } from '../decision.ts';
import type { Observation } from '../observation.ts';
import type { AdaptiveRouterState } from '../router-state.ts';
import { drawAround, drawUniform } from './draws.ts';
import type { Scenario } from './scenario.ts';

/** A policy under test. It is told what a router sees: its own attempts, prices and configured priors. */
export interface Arm {
  order(
    scope: string,
    candidates: readonly string[],
    prices: Readonly<Record<string, number>>,
    nowMs: number,
    /** Place of the turn in the run, which only a policy with hindsight looks at. */
    turn: number,
    /** How long attempts on their way have been without a first byte. */
    silentForMs: Readonly<Record<string, readonly number[]>>,
  ): {
    readonly order: readonly string[];
    readonly decision: AdaptiveDecision | undefined;
  };
  dispatched(decision: AdaptiveDecision, nowMs: number): void;
  observed(seen: Observation): void;
}

/** The policy's order as it stands: the baseline of every comparison. */
export function createBaselineArm(): Arm {
  return {
    order: (_scope, candidates) => ({ order: candidates, decision: undefined }),
    dispatched: () => undefined,
    observed: () => undefined,
  };
}

const DAY_MS = 86_400_000;

/** Yesterday's log of every provider in good weather: what a router reads back at start. */
export function drawHistory(scenario: Scenario, seed: number): Observation[] {
  return scenario.providers.flatMap((provider, place) =>
    Array.from({ length: scenario.historyRequests }, (_, index): Observation => {
      const ttftMs = drawAround(provider.ttftMs, provider.ttftSigma, seed, place, index, 41);
      const outputTokens = drawAround(scenario.outputTokens, scenario.tokensSigma, seed, place, index, 42);
      const price =
        scenario.inputTokens * provider.inputUsdPerMTok + outputTokens * provider.outputUsdPerMTok;
      return {
        candidate: provider.name,
        endedAtMs: index * 60_000 - DAY_MS,
        ok: true,
        ttftMs,
        totalMs: ttftMs + (outputTokens / provider.tokensPerSecond) * 1000,
        outputTokens,
        costUsd: price / 1e6,
        qualityShare: drawUniform(seed, place, index, 43) < provider.qualityShare ? 1 : 0.5,
        errorRateShare: 0,
      };
    }),
  );
}

/** An adaptive policy, with the history of the scenario read back. */
export function createAdaptiveArm(scenario: Scenario, seed: number, settings: AdaptiveSettings): Arm {
  const usual = Object.fromEntries(
    scenario.providers.map(one => [one.name, { ttftMs: one.usualTtftMs, totalMs: one.usualTotalMs }]),
  );
  const router: AdaptiveRouter = createAdaptiveRouter(settings, usual);
  let state: AdaptiveRouterState = router.rebuild(drawHistory(scenario, seed));
  return {
    order(scope, candidates, prices, nowMs, _turn, silentForMs) {
      const baseline = candidates[0];
      if (baseline === undefined) return { order: [], decision: undefined };
      const question = { scope, baseline, candidates, expectedCostUsd: prices, silentForMs };
      const decision = router.decide(state, question, nowMs);
      return { order: decision.effectiveOrder, decision };
    },
    dispatched(decision, nowMs) {
      state = router.next(state, { type: 'dispatched', decision }, nowMs);
    },
    observed(observation) {
      state = router.next(state, { type: 'observed', observation }, observation.endedAtMs);
    },
  };
}

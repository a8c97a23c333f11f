import { setImmediate as nextTick } from 'node:timers/promises';
import type { Counterfactual, FigureName, PromotionGate } from '../../contract/adaptive-report.ts';
import { createUniformSequence } from '../../domain/markov/bench/draws.ts';
import type { BootstrapOptions, Interval } from '../../domain/markov/counterfactual/bootstrap.ts';
import { estimateTarget } from '../../domain/markov/counterfactual/estimate.ts';
import { estimateQuantile } from '../../domain/markov/counterfactual/estimate-quantile.ts';
import {
  computeCoveredShare,
  effectiveSampleSize,
  type LoggedChoice,
  onlySeen,
} from '../../domain/markov/counterfactual/logged-choice.ts';
import { evaluateGate, type GateFigure, type GateReport } from '../../domain/markov/rollout/gate.ts';
import type { TurnSample } from '../../domain/markov/rollout/turn-sample.ts';
import { inWords, say, figure as writtenFigure } from '../../domain/sentence/sentence.ts';
import type { LoggedTurn } from './logged-turn.ts';

export interface ShadowReport {
  readonly requests: number;
  /** Requests the adaptive router would have sent elsewhere than the policy's order. */
  readonly wouldSwitch: number;
  readonly applied: number;
  readonly costGuardBlocked: number;
  /** From and to, most frequent first. */
  readonly moves: readonly { readonly from: string; readonly to: string; readonly requests: number }[];
  readonly counterfactual: Counterfactual;
  readonly gate: PromotionGate;
  readonly gateReasons: readonly string[];
}

const FIGURES: readonly (readonly [FigureName, GateFigure, (turn: LoggedTurn) => number | undefined])[] = [
  ['ttft_p50_ms', 'ttft-p50', turn => turn.ttftMs],
  ['latency_p95_ms', 'latency-p95', turn => turn.totalMs],
  ['error_rate', 'error-rate', turn => (turn.failed ? 1 : 0)],
  [
    'cost_per_1000_usd',
    'cost-per-1000',
    turn => (turn.costUsd === undefined ? undefined : turn.costUsd * 1000),
  ],
  ['quality', 'quality', turn => turn.qualityShare],
];
const QUANTILES: Partial<Record<FigureName, number>> = { ttft_p50_ms: 0.5, latency_p95_ms: 0.95 };

/** Where the adaptive policy would have sent the request had it been live. */
function targetOf({ adaptive }: LoggedTurn): string {
  return adaptive.would_switch && !adaptive.cost_guard_blocked
    ? adaptive.suggested_provider
    : adaptive.baseline_provider;
}

function toChoice(turn: LoggedTurn, value: number | undefined): LoggedChoice {
  const { adaptive } = turn;
  const chosen = adaptive.effective_order[0] ?? adaptive.baseline_provider;
  const propensity = adaptive.propensity ?? 1;
  const targetShares = adaptive.target_shares ?? { [targetOf(turn)]: 1 };
  return {
    cluster: turn.conversationId ?? turn.requestId,
    chosen,
    targetShares,
    propensity,
    coveredShare: computeCoveredShare({
      chosen,
      propensity,
      targetShares,
      // A canary and a live router make every choice of the target now and then, or always.
      isTargetInForce: adaptive.rollout !== 'shadow' && (propensity < 1 || adaptive.treated === true),
      drawShares: turn.drawShares,
    }),
    value,
  };
}

function estimateFigure(
  turns: readonly LoggedTurn[],
  figure: FigureName,
  read: (turn: LoggedTurn) => number | undefined,
  options: BootstrapOptions,
): {
  readonly live: number | undefined;
  readonly shadow: Interval | undefined;
  readonly isModelOnly: boolean;
} {
  const choices = turns.map(turn => toChoice(turn, read(turn)));
  const estimate = estimateTarget(choices, options);
  const quantile = QUANTILES[figure];
  const isModelOnly = estimate.label === 'model only';
  if (quantile === undefined) {
    return {
      live: estimate.logged?.estimate,
      shadow: estimate.doublyRobust ?? estimate.modelOnly,
      isModelOnly,
    };
  }
  const seen = onlySeen(choices);
  const asLogged = seen.map(one => ({ ...one, targetShares: { [one.chosen]: 1 }, propensity: 1 }));
  return {
    live:
      seen.length === 0 ? undefined : estimateQuantile(asLogged, quantile, { ...options, draws: 1 }).estimate,
    // A model of means knows no quantiles: without evidence there is nothing honest to say.
    shadow: isModelOnly || seen.length === 0 ? undefined : estimateQuantile(seen, quantile, options),
    isModelOnly,
  };
}

function countMoves(turns: readonly LoggedTurn[]): ShadowReport['moves'] {
  const counts = new Map<string, { from: string; to: string; requests: number }>();
  for (const turn of turns) {
    const from = turn.adaptive.baseline_provider;
    const to = targetOf(turn);
    if (from === to) continue;
    const key = JSON.stringify([from, to]);
    counts.set(key, { from, to, requests: (counts.get(key)?.requests ?? 0) + 1 });
  }
  return [...counts.values()].sort((left, right) => right.requests - left.requests);
}

function toSample(turn: LoggedTurn): TurnSample {
  return {
    cluster: turn.conversationId ?? turn.requestId,
    treated: turn.adaptive.treated ?? turn.adaptive.applied,
    failed: turn.failed,
    totalMs: turn.totalMs,
    ...(turn.ttftMs === undefined ? {} : { ttftMs: turn.ttftMs }),
    ...(turn.costUsd === undefined ? {} : { costUsd: turn.costUsd }),
    ...(turn.qualityShare === undefined ? {} : { qualityShare: turn.qualityShare }),
  };
}

function toGate(gate: GateReport, turns: readonly LoggedTurn[]): PromotionGate {
  const last = turns.at(-1)?.adaptive.rollout ?? 'shadow';
  const next = last === 'shadow' ? ('canary' as const) : last === 'canary' ? ('live' as const) : undefined;
  return {
    open: gate.isOpen,
    ...(gate.isOpen && next !== undefined ? { next } : {}),
    criteria: FIGURES.map(([figure, gateFigure]) => {
      const row = gate.rows.find(one => one.figure === gateFigure);
      if (row === undefined || row.verdict === 'unknown') {
        return {
          figure,
          verdict: 'unknown' as const,
          ...inWords({ evidence: say`Not enough requests with this figure.` }),
        };
      }
      const show = (value: number) => writtenFigure(value.toPrecision(3));
      return {
        figure,
        verdict: row.verdict === 'same' ? ('not-worse' as const) : row.verdict,
        ...inWords({
          evidence: say`${show(row.treated)} against ${show(row.control)}; difference ${show(row.low)} to ${show(row.high)}`,
        }),
      };
    }),
  };
}

/**
 * What the adaptive router would have changed, estimated from the log.
 * @param turns oldest first; only those whose record has an `adaptive_router` block.
 * @param seed of the bootstrap, so that the same log gives the same report.
 */
export async function buildShadowReport(
  turns: readonly LoggedTurn[],
  seed = 1,
  draws = 400,
): Promise<ShadowReport> {
  const options: BootstrapOptions = { draws, coverShare: 0.9, uniform: createUniformSequence(seed) };
  const estimates: ({ readonly figure: FigureName } & ReturnType<typeof estimateFigure>)[] = [];
  for (const [figure, , read] of FIGURES) {
    estimates.push({ figure, ...estimateFigure(turns, figure, read, options) });
    // Tens of milliseconds each: whoever else lives on this thread gets a turn between them.
    await nextTick();
  }
  // Where both policies agree there is nothing to compare: the gate looks at requests the choice mattered for.
  const contested = turns.filter(
    turn => turn.adaptive.rollout !== 'shadow' && targetOf(turn) !== turn.adaptive.baseline_provider,
  );
  const gate = evaluateGate(contested.map(toSample), { ...options, draws: Math.min(draws, 200) });
  return {
    requests: turns.length,
    wouldSwitch: turns.filter(turn => turn.adaptive.would_switch).length,
    applied: turns.filter(turn => turn.adaptive.applied).length,
    costGuardBlocked: turns.filter(turn => turn.adaptive.cost_guard_blocked).length,
    moves: countMoves(turns),
    counterfactual: {
      requests: turns.length,
      effective_sample_size: effectiveSampleSize(turns.map(turn => toChoice(turn, 0))),
      model_only: estimates.some(one => one.isModelOnly),
      figures: estimates.map(one => ({
        figure: one.figure,
        ...(one.live === undefined ? {} : { live: one.live }),
        ...(one.shadow === undefined || !Number.isFinite(one.shadow.estimate)
          ? {}
          : { shadow: { value: one.shadow.estimate, low: one.shadow.low, high: one.shadow.high } }),
      })),
    },
    gate: toGate(gate, turns),
    gateReasons: gate.reasons,
  };
}

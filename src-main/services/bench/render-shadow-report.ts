import type { FigureName } from '../../contract/adaptive-report.ts';
import type { ShadowReport } from './adaptive-report.ts';

const TITLES: Readonly<Record<FigureName, string>> = {
  ttft_p50_ms: 'median TTFT (ms)',
  latency_p95_ms: 'p95 latency (ms)',
  error_rate: 'error rate',
  cost_per_1000_usd: 'cost per 1000 requests (USD)',
  quality: 'quality (0 to 1)',
};

function show(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return 'unknown';
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

/** What to do next, in one or two sentences. */
function advise(report: ShadowReport, isRolledBack: boolean): string {
  if (isRolledBack) {
    return 'It rolled itself back: look at the reason above before you ask for `signalbox adaptive canary` again.';
  }
  if (report.requests === 0) {
    return 'The log holds no adaptive decisions yet: `signalbox adaptive shadow`, then work as usual.';
  }
  if (report.gate.open) {
    return report.gate.next === undefined
      ? 'The gate is open and the adaptive router is live: nothing to do.'
      : `The gate is open: the next stage is safe, \`signalbox adaptive ${report.gate.next}\`.`;
  }
  if (report.wouldSwitch === 0) {
    return 'It would have changed nothing: the order in your policy was the right one all the time. Nothing to do.';
  }
  if (report.counterfactual.model_only) {
    return 'Every choice so far was certain, so the log cannot prove a benefit. To collect evidence: `signalbox adaptive canary`; it rolls back by itself if it does harm.';
  }
  return 'The gate is shut: keep the present stage and look again after more requests.';
}

/**
 * The report for a terminal, in words a person can act on.
 * @param isRolledBack whether an automatic roll-back is in force
 */
export function renderShadowReport(report: ShadowReport, isRolledBack = false): string {
  const { counterfactual } = report;
  const lines = [
    `Requests with an adaptive decision: ${report.requests}`,
    `Would have gone elsewhere: ${report.wouldSwitch}; really did: ${report.applied}; held back by the cost guard: ${report.costGuardBlocked}`,
    ...report.moves.slice(0, 5).map(move => `  ${move.from} -> ${move.to}: ${move.requests}`),
    '',
    counterfactual.model_only
      ? 'Estimates, model only (the live choice was certain where it mattered; read them as a guess):'
      : `Estimates from the log (90 % intervals; effective sample size ${counterfactual.effective_sample_size.toFixed(0)} of ${counterfactual.requests}):`,
    ...counterfactual.figures.map(one => {
      const interval = one.shadow;
      const text =
        interval === undefined
          ? 'unknown'
          : `${show(interval.value)} (${show(interval.low)} to ${show(interval.high)})`;
      return `  ${TITLES[one.figure].padEnd(30)} as it was ${show(one.live).padStart(8)}   adaptive ${text}`;
    }),
    '',
    `Promotion gate: ${report.gate.open ? 'open' : 'shut'}`,
    ...report.gateReasons.map(reason => `  ${reason}`),
    '',
    advise(report, isRolledBack),
  ];
  return lines.join('\n');
}

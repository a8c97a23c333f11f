import { createAdaptiveRouter } from '../../domain/markov/adaptive-router.ts';
import { type AdaptivePreset, DEFAULT_ADAPTIVE_SETTINGS } from '../../domain/markov/adaptive-settings.ts';
import { drawAround, drawUniform } from '../../domain/markov/bench/draws.ts';

export interface DecisionTime {
  readonly candidates: number;
  readonly decisions: number;
  /** Wall clock of one decision, microseconds. */
  readonly medianUs: number;
  readonly p99Us: number;
}

const WARM_UP = 500;

/** How long one decision takes over candidates that all have a full memory; a tenth of them fail now and then. */
export function measureDecision(preset: AdaptivePreset, candidates = 50, decisions = 2000): DecisionTime {
  const router = createAdaptiveRouter({
    ...DEFAULT_ADAPTIVE_SETTINGS,
    preset,
    enabled: true,
    rollout: 'live',
    maxHistory: 10_000,
  });
  const names = Array.from({ length: candidates }, (_, place) => `candidate-${place}`);
  const state = router.rebuild(
    names.flatMap((candidate, place) =>
      Array.from({ length: 200 }, (_, at) => ({
        candidate,
        endedAtMs: at * 1000,
        ok: place % 10 > 0 || drawUniform(place, at, 1) < 0.6,
        ttftMs: drawAround(1000, 0.4, place, at, 2),
        totalMs: drawAround(5000, 0.4, place, at, 3),
        outputTokens: 250,
        costUsd: 0.01,
        qualityShare: 1,
      })),
    ),
  );
  const question = { baseline: 'candidate-0', candidates: names, conversationId: 'c' };
  const tookUs: number[] = [];
  for (let run = 0; run < WARM_UP + decisions; run += 1) {
    const startedMs = performance.now();
    router.decide(state, question, 200_000 + run);
    if (run >= WARM_UP) tookUs.push((performance.now() - startedMs) * 1000);
  }
  tookUs.sort((left, right) => left - right);
  const at = (share: number) => tookUs[Math.floor(share * (tookUs.length - 1))] ?? Number.NaN;
  return { candidates, decisions, medianUs: at(0.5), p99Us: at(0.99) };
}

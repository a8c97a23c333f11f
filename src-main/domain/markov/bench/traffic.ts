import { conditionsAt } from './conditions.ts';
import { drawAround, drawUniform } from './draws.ts';
import type { Turn } from './provider-sim.ts';
import type { Scenario } from './scenario.ts';

export interface Arrival {
  readonly atMs: number;
  readonly turn: Turn;
}

function rateAt(scenario: Scenario, atMs: number): number {
  const burst = scenario.bursts.find(one => atMs >= one.fromS * 1000 && atMs < one.toS * 1000);
  return burst?.requestsPerMinute ?? scenario.requestsPerMinute;
}

/** Poisson arrivals by thinning: candidates at the highest rate, each kept with the share due at its moment. */
function thin(
  seed: number,
  highestPerMinute: number,
  durationMs: number,
  rate: (atMs: number) => number,
): number[] {
  const kept: number[] = [];
  if (highestPerMinute <= 0) return kept;
  let atMs = 0;
  for (let index = 0; ; index += 1) {
    atMs += (-Math.log(drawUniform(seed, index, 11)) * 60_000) / highestPerMinute;
    if (atMs >= durationMs) return kept;
    if (drawUniform(seed, index, 12) * highestPerMinute < rate(atMs)) kept.push(atMs);
  }
}

/** The turns a person's Codex sends, the same for every policy. */
export function drawArrivals(scenario: Scenario, seed: number): Arrival[] {
  const highest = Math.max(scenario.requestsPerMinute, ...scenario.bursts.map(one => one.requestsPerMinute));
  return thin(seed, highest, scenario.durationS * 1000, atMs => rateAt(scenario, atMs)).map(
    (atMs, index) => ({
      atMs,
      turn: {
        seed,
        index,
        inputTokens: drawAround(scenario.inputTokens, scenario.tokensSigma, seed, index, 21),
        outputTokens: drawAround(scenario.outputTokens, scenario.tokensSigma, seed, index, 22),
      },
    }),
  );
}

export interface BackgroundArrival {
  readonly atMs: number;
  readonly provider: number;
  readonly serviceMs: number;
}

/** Requests of other people at the providers, the same for every policy. */
export function drawBackground(scenario: Scenario, seed: number): BackgroundArrival[] {
  return scenario.providers.flatMap((provider, index) => {
    const highest = Math.max(0, ...provider.phases.map(phase => phase.backgroundRpm ?? 0));
    const salt = seed * 31 + index + 7;
    const usualMs = provider.ttftMs + (scenario.outputTokens / provider.tokensPerSecond) * 1000;
    return thin(
      salt,
      highest,
      scenario.durationS * 1000,
      atMs => conditionsAt(provider, atMs).backgroundRpm,
    ).map((atMs, arrival) => ({
      atMs,
      provider: index,
      serviceMs: drawAround(usualMs, 0.3, salt, arrival, 31),
    }));
  });
}

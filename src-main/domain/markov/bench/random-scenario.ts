import { drawUniform } from './draws.ts';
import type { Phase, ProviderModel, Scenario } from './scenario.ts';

/**
 * A scenario nobody chose: two to four providers in any order of price, speed and quality, and up to three
 * incidents anywhere. Used to see whether a policy helps beyond the scenarios it was looked at with.
 */
export function drawScenario(seed: number): Scenario {
  let channel = 0;
  const uniform = (low: number, high: number): number => {
    channel += 1;
    return low + (high - low) * drawUniform(seed, channel, 61);
  };
  const chance = (share: number): boolean => uniform(0, 1) < share;
  const durationS = Math.round(uniform(900, 3000));

  function drawPhase(): Phase {
    const fromS = uniform(0, durationS * 0.7);
    const toS = fromS + uniform(40, durationS * 0.5);
    const span = { fromS, toS, ramp: chance(0.25) };
    const kind = uniform(0, 1);
    if (kind < 0.3) return { ...span, ttftFactor: uniform(1.5, 9), speedFactor: uniform(0.2, 1) };
    if (kind < 0.5) return { ...span, errorShare: uniform(0.03, 0.7), brokenStreamShare: uniform(0, 0.3) };
    if (kind < 0.65) return { ...span, ramp: false, outage: chance(0.5) ? 'refused' : 'timeout' };
    if (kind < 0.8) return { ...span, backgroundRpm: uniform(30, 200) };
    if (kind < 0.9) return { ...span, ramp: false, rpmLimit: Math.round(uniform(1, 12)) };
    return { ...span, qualityShare: uniform(0.3, 0.9), ttftFactor: uniform(1, 3) };
  }

  function drawProvider(place: number): ProviderModel {
    const ttftMs = uniform(400, 3000);
    const tokensPerSecond = uniform(18, 120);
    const price = uniform(0, 1) < 0.15 ? 0 : uniform(0.1, 3);
    const phases = Array.from(
      { length: chance(place === 0 ? 0.85 : 0.3) ? (chance(0.4) ? 2 : 1) : 0 },
      drawPhase,
    );
    return {
      name: ['first', 'second', 'third', 'fourth'][place] ?? `provider-${place}`,
      usualTtftMs: ttftMs * uniform(0.7, 1.4),
      usualTotalMs: (ttftMs + 250_000 / tokensPerSecond) * uniform(0.7, 1.4),
      ttftMs,
      ttftSigma: uniform(0.15, 0.5),
      tokensPerSecond,
      slots: Math.round(uniform(2, 24)),
      inputUsdPerMTok: price,
      outputUsdPerMTok: price * 8,
      qualityShare: uniform(0.85, 0.99),
      errorShare: uniform(0, 0.02),
      brokenStreamShare: uniform(0, 0.01),
      isLimitKnown: chance(0.5),
      phases,
      ...(chance(0.3) ? { retryAfterS: uniform(5, 90) } : {}),
    };
  }

  const providers = Array.from({ length: 2 + Math.floor(uniform(0, 3)) }, (_, place) => drawProvider(place));
  return {
    name: `random-${seed}`,
    description: 'Drawn at random',
    durationS,
    requestsPerMinute: uniform(3, 25),
    bursts: [],
    inputTokens: uniform(3000, 40_000),
    outputTokens: uniform(120, 800),
    tokensSigma: uniform(0.2, 0.8),
    historyRequests: chance(0.6) ? 6 : 0,
    clientRetries: 2,
    clientBackoffMs: 1000,
    ttftTimeoutMs: 30_000,
    maxAttempts: 3,
    hardLimits: chance(0.8),
    providers,
  };
}

import { drawUniform } from './draws.ts';
import type { Phase, ProviderModel, Scenario } from './scenario.ts';

const NAMES = ['first', 'second', 'third', 'fourth', 'fifth'];

interface Draw {
  uniform(low: number, high: number): number;
  whole(low: number, high: number): number;
  chance(share: number): boolean;
  /** Evenly over the orders of magnitude. */
  spread(low: number, high: number): number;
}

function createDraw(seed: number): Draw {
  let channel = 0;
  const uniform = (low: number, high: number): number => {
    channel += 1;
    return low + (high - low) * drawUniform(seed, channel, 61);
  };
  return {
    uniform,
    whole: (low, high) => Math.round(uniform(low - 0.499, high + 0.499)),
    chance: share => uniform(0, 1) < share,
    spread: (low, high) => low * (high / low) ** uniform(0, 1),
  };
}

/** One thing that goes wrong, of one kind, for a minute or for half of the run. */
function drawIncident({ uniform, whole, chance, spread }: Draw, durationS: number, fromS: number): Phase {
  const toS = Math.min(durationS, fromS + spread(40, durationS * 0.6));
  const span = { fromS, toS, ramp: false };
  const kind = uniform(0, 1);
  if (kind < 0.3) {
    const slow = { ttftFactor: uniform(1.3, 9), speedFactor: uniform(0.2, 1) };
    return {
      ...span,
      ...slow,
      ramp: chance(0.4),
      ...(chance(0.3) ? { brokenStreamShare: uniform(0, 0.2) } : {}),
    };
  }
  if (kind < 0.45) {
    return { ...span, errorShare: uniform(0.03, 0.7), brokenStreamShare: uniform(0, 0.3), ramp: chance(0.3) };
  }
  if (kind < 0.57) return { ...span, outage: chance(0.5) ? 'refused' : 'timeout' };
  if (kind < 0.68) return { ...span, backgroundRpm: uniform(30, 200) };
  if (kind < 0.78) return { ...span, rpmLimit: whole(1, 12) };
  if (kind < 0.88) return { ...span, qualityShare: uniform(0.3, 0.9), ttftFactor: uniform(1, 3) };
  // It comes and goes: flapping, for the rest of the run.
  const everyS = spread(50, 500);
  return {
    ...span,
    toS: fromS + everyS * uniform(0.2, 0.7),
    repeatEveryS: everyS,
    errorShare: uniform(0, 0.5),
    brokenStreamShare: uniform(0, 0.4),
    ttftFactor: uniform(1, 6),
  };
}

function drawIncidents(draw: Draw, durationS: number, share: number): Phase[] {
  if (!draw.chance(share)) return [];
  const starts = Array.from({ length: draw.chance(0.35) ? 2 : 1 }, () =>
    draw.chance(0.12) ? 0 : draw.uniform(0, durationS * 0.8),
  );
  return starts.map(fromS => drawIncident(draw, durationS, fromS));
}

/** A provider of any price, speed and quality, or one much like `twin`. */
function drawProvider(
  draw: Draw,
  place: number,
  twin: ProviderModel | undefined,
  phases: Phase[],
): ProviderModel {
  const { uniform, whole, chance, spread } = draw;
  const ttftMs = twin === undefined ? spread(300, 3500) : twin.ttftMs * uniform(0.8, 1.3);
  const tokensPerSecond = twin === undefined ? spread(15, 150) : twin.tokensPerSecond * uniform(0.8, 1.2);
  const free = chance(0.12) ? 0 : spread(0.1, 5);
  const price = twin === undefined ? free : twin.inputUsdPerMTok * (chance(0.5) ? 1 : uniform(0.7, 1.3));
  const claims = chance(0.5) ? uniform(0.7, 1.4) : 1;
  return {
    name: NAMES[place] ?? `provider-${place}`,
    usualTtftMs: ttftMs * claims,
    usualTotalMs: (ttftMs + 250_000 / tokensPerSecond) * claims,
    ttftMs,
    ttftSigma: uniform(0.15, 0.5),
    tokensPerSecond,
    slots: chance(0.6) ? 64 : whole(2, 24),
    inputUsdPerMTok: price,
    outputUsdPerMTok: price * uniform(4, 8),
    qualityShare: twin === undefined ? uniform(0.85, 0.99) : twin.qualityShare,
    errorShare: chance(0.5) ? 0.001 : uniform(0, 0.02),
    brokenStreamShare: chance(0.5) ? 0 : uniform(0, 0.01),
    isLimitKnown: chance(0.5),
    phases,
    ...(chance(0.15) ? { rpmLimit: whole(8, 60) } : {}),
    ...(chance(0.15) ? { maxInFlight: whole(1, 6) } : {}),
    ...(chance(0.4) ? { retryAfterS: spread(2, 120) } : {}),
  };
}

/**
 * A scenario nobody chose: one to five providers in any order of price, speed and quality, twins of the first among
 * them, any incident at any of them or at all at once, steady or bursting traffic, with and without a past. Used to
 * see whether a policy does harm beyond the scenarios it was looked at with.
 */
export function drawScenario(seed: number): Scenario {
  const draw = createDraw(seed);
  const { uniform, whole, chance, spread } = draw;
  const durationS = whole(900, 3000);
  const everywhere = drawIncidents(draw, durationS, 0.1);
  const isCalm = chance(0.1);
  const incidents = (share: number) => [
    ...everywhere,
    ...(isCalm ? [] : drawIncidents(draw, durationS, share)),
  ];
  const first = drawProvider(draw, 0, undefined, incidents(0.9));
  const others = Array.from({ length: chance(0.05) ? 0 : whole(1, 4) }, (_, place) =>
    drawProvider(draw, place + 1, chance(0.4) ? first : undefined, incidents(0.3)),
  );
  const requestsPerMinute = spread(2, 25);
  const bursts = Array.from({ length: chance(0.3) ? whole(1, 2) : 0 }, () => {
    const fromS = uniform(0, durationS * 0.8);
    return { fromS, toS: fromS + spread(60, 600), requestsPerMinute: requestsPerMinute * uniform(1.5, 4) };
  });
  return {
    name: `random-${seed}`,
    description: 'Drawn at random.',
    durationS,
    requestsPerMinute,
    bursts,
    inputTokens: spread(2000, 60_000),
    outputTokens: spread(80, 900),
    tokensSigma: uniform(0.2, 0.8),
    historyRequests: chance(0.6) ? 6 : chance(0.5) ? 0 : 30,
    clientRetries: whole(0, 3),
    clientBackoffMs: 1000,
    ttftTimeoutMs: chance(0.7) ? 30_000 : uniform(10_000, 60_000),
    maxAttempts: 3,
    hardLimits: chance(0.85),
    providers: [first, ...others],
  };
}

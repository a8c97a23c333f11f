import { conditionsAt } from './conditions.ts';
import { drawAround, drawUniform } from './draws.ts';
import type { ProviderModel, Scenario } from './scenario.ts';

/** How an attempt at a simulated provider went. Times count from the attempt's start. */
export interface AttemptOutcome {
  readonly kind: 'answered' | 'broken-stream' | 'rate-limited' | 'error' | 'timeout';
  readonly endsAfterMs: number;
  readonly ttftMs: number | undefined;
  readonly costUsd: number;
  readonly outputTokens: number;
  readonly qualityShare: number;
  readonly tokenPressureShare: number | undefined;
}

export interface Turn {
  readonly seed: number;
  readonly index: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

const REFUSED_AFTER_MS = 150;
const RATE_LIMITED_AFTER_MS = 120;
const WINDOW_MS = 60_000;
/** Quality of a complete answer with a flaw: cut off, or with an unusable tool call. */
const FLAWED_QUALITY = 0.5;
const SPEED_SIGMA = 0.15;

export interface ProviderSim {
  attempt(turn: Turn, tryIndex: number, nowMs: number): AttemptOutcome;
  /** Someone else's request takes a slot. */
  serveBackground(serviceMs: number, nowMs: number): void;
}

/** One provider with its slots, its queue and its rate limit. `index` is its place among the providers. */
export function createProviderSim(provider: ProviderModel, index: number, scenario: Scenario): ProviderSim {
  const freeAtMs: number[] = Array.from({ length: provider.slots }, () => 0);
  let accepted: number[] = [];

  function earliestSlot(): number {
    let best = 0;
    for (let slot = 1; slot < freeAtMs.length; slot += 1) {
      if ((freeAtMs[slot] ?? 0) < (freeAtMs[best] ?? 0)) best = slot;
    }
    return best;
  }

  return {
    serveBackground(serviceMs, nowMs) {
      const slot = earliestSlot();
      freeAtMs[slot] = Math.max(nowMs, freeAtMs[slot] ?? 0) + serviceMs;
    },
    attempt(turn, tryIndex, nowMs) {
      const now = conditionsAt(provider, nowMs);
      const at = (channel: number) => [turn.seed, turn.index, index, tryIndex, channel] as const;
      accepted = accepted.filter(ms => nowMs - ms < WINDOW_MS);
      const tokenPressureShare =
        provider.isLimitKnown && now.rpmLimit !== undefined
          ? Math.min(1, accepted.length / now.rpmLimit)
          : undefined;
      const failed = (kind: 'rate-limited' | 'error' | 'timeout', endsAfterMs: number): AttemptOutcome => ({
        kind,
        endsAfterMs,
        ttftMs: undefined,
        costUsd: 0,
        outputTokens: 0,
        qualityShare: 0,
        tokenPressureShare,
      });
      if (now.outage === 'refused') return failed('error', REFUSED_AFTER_MS);
      if (now.outage === 'timeout') return failed('timeout', scenario.ttftTimeoutMs);
      if (now.rpmLimit !== undefined && accepted.length >= now.rpmLimit) {
        return failed('rate-limited', RATE_LIMITED_AFTER_MS);
      }
      accepted.push(nowMs);
      const slot = earliestSlot();
      const waitMs = Math.max(0, (freeAtMs[slot] ?? 0) - nowMs);
      const firstMs = drawAround(provider.ttftMs * now.ttftFactor, provider.ttftSigma, ...at(1));
      const ttftMs = waitMs + firstMs;
      // Who gives up while still in the queue takes no slot.
      if (waitMs >= scenario.ttftTimeoutMs) return failed('timeout', scenario.ttftTimeoutMs);
      const speed = drawAround(provider.tokensPerSecond * now.speedFactor, SPEED_SIGMA, ...at(2));
      const generationMs = (turn.outputTokens / speed) * 1000;
      const isError = drawUniform(...at(3)) < now.errorShare;
      const isBroken = !isError && drawUniform(...at(4)) < now.brokenStreamShare;
      const servedMs = isError ? firstMs / 2 : firstMs + (isBroken ? generationMs / 2 : generationMs);
      freeAtMs[slot] =
        nowMs + waitMs + Math.min(servedMs, Math.max(0, scenario.ttftTimeoutMs - waitMs) + generationMs);
      if (isError) return failed('error', Math.min(waitMs + firstMs / 2, scenario.ttftTimeoutMs));
      if (ttftMs > scenario.ttftTimeoutMs) return failed('timeout', scenario.ttftTimeoutMs);
      const outputTokens = isBroken ? turn.outputTokens / 2 : turn.outputTokens;
      return {
        kind: isBroken ? 'broken-stream' : 'answered',
        endsAfterMs: waitMs + servedMs,
        ttftMs,
        costUsd:
          (turn.inputTokens * provider.inputUsdPerMTok + outputTokens * provider.outputUsdPerMTok) / 1e6,
        outputTokens,
        qualityShare: isBroken ? 0 : drawUniform(...at(5)) < now.qualityShare ? 1 : FLAWED_QUALITY,
        tokenPressureShare,
      };
    },
  };
}

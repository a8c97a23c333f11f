import fc from 'fast-check';
import type { Observation } from '../observation.ts';

const shareArb = fc.double({ min: 0, max: 1, noNaN: true });

/** Any observation of a candidate, with any of its figures missing. */
export function observationArb(
  candidates: readonly string[],
  latestMs = 3_600_000,
): fc.Arbitrary<Observation> {
  return fc.record(
    {
      candidate: fc.constantFrom(...candidates),
      endedAtMs: fc.integer({ min: 0, max: latestMs }),
      ok: fc.boolean(),
      ttftMs: fc.double({ min: 0, max: 60_000, noNaN: true }),
      totalMs: fc.double({ min: 0, max: 120_000, noNaN: true }),
      outputTokens: fc.integer({ min: 0, max: 8000 }),
      costUsd: fc.double({ min: 0, max: 5, noNaN: true }),
      tokenPressureShare: shareArb,
      qualityShare: shareArb,
      errorRateShare: shareArb,
    },
    { requiredKeys: ['candidate', 'endedAtMs', 'ok'] },
  );
}

import type { Phase, ProviderModel } from './scenario.ts';

/** What a provider is like at one moment. */
export interface Conditions {
  readonly ttftFactor: number;
  readonly speedFactor: number;
  readonly errorShare: number;
  readonly brokenStreamShare: number;
  readonly qualityShare: number;
  readonly rpmLimit: number | undefined;
  readonly backgroundRpm: number;
  readonly outage: 'refused' | 'timeout' | undefined;
}

/** How much of a phase applies at `atS`: 0 outside, 1 inside, a part while it ramps up. */
function strengthOf(phase: Phase, atS: number): number {
  const local =
    phase.repeatEveryS !== undefined && atS >= phase.fromS
      ? phase.fromS + ((atS - phase.fromS) % phase.repeatEveryS)
      : atS;
  if (local < phase.fromS || local >= phase.toS) return 0;
  return phase.ramp ? (local - phase.fromS) / (phase.toS - phase.fromS) : 1;
}

function blend(base: number, target: number | undefined, strength: number): number {
  return target === undefined ? base : base + strength * (target - base);
}

/** The conditions at a moment of the run; later phases of the list build on earlier ones. */
export function conditionsAt(provider: ProviderModel, atMs: number): Conditions {
  let now: Conditions = {
    ttftFactor: 1,
    speedFactor: 1,
    errorShare: provider.errorShare,
    brokenStreamShare: provider.brokenStreamShare,
    qualityShare: provider.qualityShare,
    rpmLimit: provider.rpmLimit,
    backgroundRpm: 0,
    outage: undefined,
  };
  for (const phase of provider.phases) {
    const strength = strengthOf(phase, atMs / 1000);
    if (strength <= 0) continue;
    now = {
      ttftFactor: blend(now.ttftFactor, phase.ttftFactor, strength),
      speedFactor: blend(now.speedFactor, phase.speedFactor, strength),
      errorShare: blend(now.errorShare, phase.errorShare, strength),
      brokenStreamShare: blend(now.brokenStreamShare, phase.brokenStreamShare, strength),
      qualityShare: blend(now.qualityShare, phase.qualityShare, strength),
      rpmLimit: phase.rpmLimit ?? now.rpmLimit,
      backgroundRpm: blend(now.backgroundRpm, phase.backgroundRpm, strength),
      outage: phase.outage ?? now.outage,
    };
  }
  return now;
}

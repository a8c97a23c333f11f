import { GAIN_KEYS, type GainKey, type Gains } from './compare.ts';

/** Gains of the eight built-in scenarios, in all, that the adaptive router has to exceed. */
export const GAINS_TO_BEAT: Gains = {
  latencyPercent: 35.25,
  ttftPercent: 32.11,
  costPercent: 6.29,
  errorPercent: 39.39,
  qualityPoints: 3.12,
};

/** The gains that are not above the ones to beat. */
export function missedGains(gains: Gains): readonly GainKey[] {
  return GAIN_KEYS.filter(key => !(gains[key] > GAINS_TO_BEAT[key]));
}

import type { GainKey } from '../../domain/markov/bench/compare.ts';

/** The gains in the order in which tables and plots show them. */
export const GAIN_COLUMNS: readonly (readonly [key: GainKey, title: string])[] = [
  ['latencyPercent', 'latency %'],
  ['ttftPercent', 'TTFT %'],
  ['costPercent', 'cost %'],
  ['errorPercent', 'errors %'],
  ['qualityPoints', 'quality pts'],
];

export function showGain(value: number): string {
  return `${value >= 0 ? '+' : ''}${value.toFixed(2)}`;
}

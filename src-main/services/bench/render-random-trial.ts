import { GAIN_COLUMNS, showGain } from './gain-columns.ts';
import type { RandomTrial } from './try-random-scenarios.ts';

/** The trial for a terminal: the scenarios in which something is worse, then the rate and the mean gains. */
export function renderRandomTrial(trial: RandomTrial): string {
  const count = trial.last - trial.first + 1;
  const lines = trial.worse.map(({ scenario, figures, gains }) => {
    const cells = GAIN_COLUMNS.map(([key, title]) => {
      return `${title} ${showGain(gains[key])}${figures.includes(key) ? '!' : ''}`;
    });
    return `  ${scenario.padEnd(14)}${cells.join('  ')}`;
  });
  const means = GAIN_COLUMNS.map(([key, title]) => `${title} ${showGain(trial.gains[key])}`);
  const rate = ((100 * trial.worse.length) / count).toFixed(1);
  return [
    `Synthetic results: scenarios random-${trial.first} to random-${trial.last}, ${trial.seeds} seeds each; what looked worse was run again with ${2 * trial.seeds} others.`,
    ...(lines.length === 0 ? [] : ['Worse than the baseline beyond noise (99 %), both times:', ...lines]),
    `${trial.worse.length} of ${count} (${rate} %) are worse on a figure; ${trial.suspected} looked so at first.`,
    `Mean of the scenarios: ${trial.switches.toFixed(2)} switches; ${means.join(', ')}.`,
  ].join('\n');
}

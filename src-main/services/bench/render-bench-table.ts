import type { Comparison, GainKey } from '../../domain/markov/bench/compare.ts';
import type { AdaptiveBenchReport } from './run-adaptive-bench.ts';

const COLUMNS: readonly (readonly [GainKey, string])[] = [
  ['latencyPercent', 'latency %'],
  ['ttftPercent', 'TTFT %'],
  ['costPercent', 'cost %'],
  ['errorPercent', 'errors %'],
  ['qualityPoints', 'quality pts'],
];
const CELL = 12;

function signed(value: number): string {
  return `${value >= 0 ? '+' : ''}${value.toFixed(2)}`;
}

function renderRow(name: string, switches: number, comparison: Comparison): string {
  const cells = COLUMNS.map(([key]) => {
    const mark = comparison.worse.includes(key) ? '!' : ' ';
    return `${signed(comparison.gains[key])}${mark}`.padStart(CELL);
  });
  return `${name.padEnd(22)}${switches.toFixed(2).padStart(9)}${cells.join('')}`;
}

/** The report as a table for a terminal: a block a preset, a row a scenario, gains against the baseline. */
export function renderBenchTable(report: AdaptiveBenchReport): string {
  const head = `${'scenario'.padEnd(22)}${'switches'.padStart(9)}${COLUMNS.map(([, title]) => `${title} `.padStart(CELL)).join('')}`;
  const blocks = report.presets.map(preset =>
    [
      `preset: ${preset.preset}`,
      head,
      ...preset.scenarios.map(one => renderRow(one.scenario, one.switches, one.comparison)),
      renderRow('all', preset.switchesInAll, preset.all),
    ].join('\n'),
  );
  return [
    `Synthetic results: ${report.seeds} seeds a scenario from seed ${report.firstSeed}, the same random numbers for every policy.`,
    'Gains are (baseline - adaptive) / baseline x 100, quality in points; higher is better. ! = worse beyond noise (99 %).',
    '',
    blocks.join('\n\n'),
    '',
  ].join('\n');
}

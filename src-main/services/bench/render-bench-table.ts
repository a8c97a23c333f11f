import type { Comparison } from '../../domain/markov/bench/compare.ts';
import { GAINS_TO_BEAT, missedGains } from '../../domain/markov/bench/targets.ts';
import type { AdaptiveBenchReport, PresetReport } from './adaptive-bench-report.ts';
import { GAIN_COLUMNS, showGain } from './gain-columns.ts';

const CELL = 12;

function renderRow(
  name: string,
  switches: number,
  needed: number | undefined,
  comparison: Comparison,
): string {
  const cells = GAIN_COLUMNS.map(([key]) => {
    const mark = comparison.worse.includes(key) ? '!' : ' ';
    return `${showGain(comparison.gains[key])}${mark}`.padStart(CELL);
  });
  const least = needed === undefined ? '' : needed.toFixed(2);
  return `${name.padEnd(22)}${switches.toFixed(2).padStart(9)}${least.padStart(8)}${cells.join('')}`;
}

/** What it comes to in one sentence: the figures to beat are those of the built-in scenarios. */
function renderVerdict(preset: PresetReport, isBuiltIn: boolean): string {
  const worse = preset.scenarios.filter(one => one.comparison.worse.length > 0).map(one => one.scenario);
  const harm =
    worse.length === 0
      ? 'No scenario is worse than the baseline.'
      : `Worse beyond noise: ${worse.join(', ')}.`;
  if (!isBuiltIn) return harm;
  const missed = missedGains(preset.all.gains);
  const titles = GAIN_COLUMNS.filter(([key]) => missed.includes(key)).map(([, title]) => title);
  return `${harm} ${titles.length === 0 ? 'Every figure to beat is beaten.' : `Not beaten: ${titles.join(', ')}.`}`;
}

/**
 * The report as a table for a terminal: a block a preset, a row a scenario, gains against the baseline.
 * @param isBuiltIn whether these are the eight built-in scenarios, which have figures to beat
 */
export function renderBenchTable(report: AdaptiveBenchReport, isBuiltIn: boolean): string {
  const titles = GAIN_COLUMNS.map(([, title]) => `${title} `.padStart(CELL)).join('');
  const head = `${'scenario'.padEnd(22)}${'switches'.padStart(9)}${(report.hindsightSeeds > 0 ? 'needed' : '').padStart(8)}${titles}`;
  const toBeat = `${'to beat'.padEnd(39)}${GAIN_COLUMNS.map(([key]) => `${showGain(GAINS_TO_BEAT[key])} `.padStart(CELL)).join('')}`;
  const blocks = report.presets.map(preset =>
    [
      `preset: ${preset.preset}`,
      head,
      ...preset.scenarios.map(one =>
        renderRow(one.scenario, one.switches, one.neededSwitches, one.comparison),
      ),
      renderRow('all', preset.switchesInAll, preset.neededInAll, preset.all),
      ...(isBuiltIn ? [toBeat] : []),
      renderVerdict(preset, isBuiltIn),
    ].join('\n'),
  );
  return [
    `Synthetic results: ${report.seeds} seeds a scenario from seed ${report.firstSeed}, the same random numbers for every policy.`,
    'Gains are (baseline - adaptive) / baseline x 100, quality in points; higher is better. ! = worse beyond noise (99 %).',
    'Switches are the mean of a run; in all, their sum over the scenarios. All: means over scenarios, then the gain.',
    ...(report.hindsightSeeds > 0
      ? [
          `Needed: the fewest switches with which hindsight does as well in all five figures together (${report.hindsightSeeds} seeds).`,
        ]
      : []),
    '',
    blocks.join('\n\n'),
  ].join('\n');
}

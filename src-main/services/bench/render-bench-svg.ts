import type { Comparison, GainKey } from '../../domain/markov/bench/compare.ts';
import { GAINS_TO_BEAT } from '../../domain/markov/bench/targets.ts';
import type { AdaptiveBenchReport } from './adaptive-bench-report.ts';
import { GAIN_COLUMNS, showGain } from './gain-columns.ts';

const NAMES_WIDTH = 150;
const PANEL_WIDTH = 170;
const BAR_WIDTH = 96;
const ROW_HEIGHT = 40;
const TOP = 92;

/** Readable on light and dark pages alike; the presets differ by pattern as well as by colour. */
const STYLE = `
  text { font: 12px system-ui, sans-serif; fill: #1c2733; } .soft { fill: #5b6b7b; } .title { font-weight: 600; }
  .axis { stroke: #8a97a5; } .target { stroke: #b3261e; stroke-width: 2; stroke-dasharray: 3 2; }
  .p0 { fill: #1f6feb; } .p1 { fill: none; stroke: #8250df; stroke-width: 1.5; } .value { font-size: 10px; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; } .soft { fill: #9aa7b4; } .p0 { fill: #58a6ff; } .p1 { stroke: #d2a8ff; }
    .target { stroke: #ff7b72; }
  }`;

interface Row {
  readonly name: string;
  /** One a preset, in the order of the report. */
  readonly comparisons: readonly Comparison[];
}

function rowsOf(report: AdaptiveBenchReport): readonly Row[] {
  const names = report.presets[0]?.scenarios.map(one => one.scenario) ?? [];
  return [
    ...names.map((name, at) => ({
      name,
      comparisons: report.presets.flatMap(preset => preset.scenarios[at]?.comparison ?? []),
    })),
    { name: 'all', comparisons: report.presets.map(preset => preset.all) },
  ];
}

/** Widest bar of a column, so that each column uses its whole width. */
function scaleOf(rows: readonly Row[], key: GainKey): number {
  return Math.max(
    1e-9,
    ...rows.flatMap(row => row.comparisons.map(comparison => Math.abs(comparison.gains[key]))),
  );
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, one => `&#${one.charCodeAt(0)};`);
}

/**
 * The gains as a plot: a row a scenario, a column a figure, a bar a preset; what is worse than the baseline
 * grows to the left.
 * @param isBuiltIn whether to mark the figures to beat on the row of them all
 */
export function renderBenchSvg(report: AdaptiveBenchReport, isBuiltIn: boolean): string {
  const rows = rowsOf(report);
  const width = NAMES_WIDTH + GAIN_COLUMNS.length * PANEL_WIDTH;
  const height = TOP + rows.length * ROW_HEIGHT + 16;
  const parts: string[] = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title">`,
    `<title id="title">Gains of the adaptive router over the baseline, synthetic, ${report.seeds} seeds</title>`,
    `<style>${STYLE}</style>`,
    `<text x="8" y="22" class="title">Gains over the baseline (synthetic, ${report.seeds} seeds a scenario)</text>`,
    ...report.presets.map(
      ({ preset }, at) =>
        `<rect x="${8 + at * 130}" y="36" width="14" height="10" class="p${at}"/><text x="${28 + at * 130}" y="46">preset ${preset}</text>`,
    ),
    ...(isBuiltIn
      ? [`<path d="M272 34v14" class="target"/><text x="280" y="46">to beat, in all</text>`]
      : []),
  ];
  for (const [at, row] of rows.entries()) {
    const y = TOP + at * ROW_HEIGHT;
    const style = row.name === 'all' ? ' class="title"' : '';
    parts.push(`<text x="8" y="${y + 22}"${style}>${escapeXml(row.name)}</text>`);
  }
  for (const [column, [key, title]] of GAIN_COLUMNS.entries()) {
    const zero = NAMES_WIDTH + column * PANEL_WIDTH + 24;
    const scale = scaleOf(rows, key);
    parts.push(
      `<text x="${zero}" y="${TOP - 12}" class="soft">${title}</text>`,
      `<path d="M${zero} ${TOP - 4}V${height - 12}" class="axis"/>`,
    );
    for (const [at, row] of rows.entries()) {
      const y = TOP + at * ROW_HEIGHT + 4;
      for (const [preset, comparison] of row.comparisons.entries()) {
        const value = comparison.gains[key];
        const length = (Math.abs(value) / scale) * BAR_WIDTH;
        const barY = y + preset * 15;
        // A loss may be many times the largest gain of the others: it stops at the column's edge.
        const left = value < 0 ? zero - Math.min(length, 20) : zero;
        const shown = value < 0 ? Math.min(length, 20) : length;
        parts.push(
          `<rect x="${left.toFixed(1)}" y="${barY}" width="${shown.toFixed(1)}" height="11" class="p${preset}"/>`,
          `<text x="${(zero + (value < 0 ? 0 : shown) + 4).toFixed(1)}" y="${barY + 9}" class="value">${showGain(value)}</text>`,
        );
      }
      if (isBuiltIn && row.name === 'all') {
        const x = (zero + (GAINS_TO_BEAT[key] / scale) * BAR_WIDTH).toFixed(1);
        parts.push(`<path d="M${x} ${y - 3}v33" class="target"/>`);
      }
    }
  }
  return `${parts.join('\n')}\n</svg>\n`;
}

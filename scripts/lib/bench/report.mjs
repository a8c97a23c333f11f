const two = (/** @type {number} */ value) => (Number.isNaN(value) ? '–' : value.toFixed(2));
const mb = (/** @type {number | undefined} */ value) => value?.toFixed(0) ?? '?';

/** The figures as Markdown. @param {import('./measure.mjs').Report} report */
export function describeReport(report) {
  const proxies = report.processes.map(({ way }) => way).slice(1);
  const table = (/** @type {string[]} */ heads, /** @type {string[][]} */ rows) =>
    [heads, heads.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n');
  const perWay = (
    /** @type {(figures: import('./measure.mjs').Figures, direct: import('./measure.mjs').Figures) => string} */ cell,
  ) =>
    report.rows.map(({ scenario, ways: [direct, ...others] }) => [
      scenario,
      ...others.map(figures => (direct === undefined ? '' : cell(figures, direct))),
    ]);
  const added = (/** @type {'ttftMs' | 'relayMs'} */ what) =>
    perWay((figures, direct) =>
      [figures[what].p50 - direct[what].p50, figures[what].p99 - direct[what].p99].map(two).join(' / '),
    );
  const relay = added('relayMs').filter(cells => !cells.includes('– / –'));
  const { signalbox, other } = report.readyMs;
  return [
    'Added to the time to the first byte, p50 / p99 ms:\n',
    table(['scenario', ...proxies], added('ttftMs')),
    relay.length > 0
      ? `\nAdded to the way of a chunk, p50 / p99 ms:\n\n${table(['scenario', ...proxies], relay)}`
      : '',
    '\nCPU seconds per 1000 calls:\n',
    table(
      ['scenario', ...proxies],
      perWay(figures => two(figures.cpuSPer1000)),
    ),
    '\nCPU seconds per 1000 calls of the first calls after a start, which the others come after:\n',
    table(
      ['scenario', ...proxies],
      report.firstCalls.map(({ scenario, cpuSPer1000: [, ...others] }) => [
        `${scenario.name}, the first ${scenario.calls}`,
        ...others.map(two),
      ]),
    ),
    '\nCalls per second:\n',
    table(
      ['scenario', ...proxies],
      perWay(figures => figures.callsPerSec.toFixed(0)),
    ),
    '\nMemory and CPU of the process:\n',
    table(
      ['', ...proxies],
      [
        [
          'resident idle / after load / peak, MB',
          ...report.processes
            .slice(1)
            .map(one => [one.idleMb, one.afterLoadMb, one.peakMb].map(mb).join(' / ')),
        ],
        ['CPU idle, % of a core', ...report.processes.slice(1).map(one => two(100 * one.idleCpuShare))],
      ],
    ),
    '',
    `Router ready after start: ${signalbox.p50.toFixed(0)} ms in the median, ${signalbox.best.toFixed(0)} ms at best.`,
    ...(other
      ? [`The other build: ${other.p50.toFixed(0)} ms in the median, ${other.best.toFixed(0)} ms at best.`]
      : []),
    `Measured on ${report.cores} cores of ${report.cpu}, Node ${report.node}, ${report.rounds} rounds; load average ${two(report.loadAverage)}.`,
  ].join('\n');
}

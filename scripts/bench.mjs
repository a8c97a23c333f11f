import './lib/require-node.mjs';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { percentile, runLoad } from './lib/bench/load.mjs';
import { startPassThrough, startRouter, startUpstream, usageOf } from './lib/bench/processes.mjs';
import { ensureBuild } from './lib/ensure-build.mjs';

// npm run bench [-- [--rounds N] [--json] [--write]]: the router beside a bare Node pass-through and no proxy at
// all, turn and turn about on the same upstream. --write puts the figures into docs/benchmarks.md.
const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
const rounds = Number(options.rounds);
const root = join(import.meta.dirname, '..');
const router = join(root, 'out/main/router.js');

const SCENARIOS = [
  { name: 'small whole answer, 1 connection', mode: 'whole', bodyBytes: 200, connections: 1, calls: 200 },
  { name: '62 KB stream, 1 connection', mode: 'short', bodyBytes: 62_000, connections: 1, calls: 100 },
  { name: '62 KB stream, translated from Chat', mode: 'chat', bodyBytes: 62_000, connections: 1, calls: 100 },
  { name: '1 MB stream, 1 connection', mode: 'short', bodyBytes: 1_000_000, connections: 1, calls: 20 },
  {
    name: '50 connections, upstream takes 100 ms',
    mode: 'slow',
    bodyBytes: 200,
    connections: 50,
    calls: 200,
  },
  { name: '50 streams, 50 chunks 5 ms apart', mode: 'paced', bodyBytes: 200, connections: 50, calls: 100 },
  { name: '500 chunks without gaps', mode: 'burst', bodyBytes: 200, connections: 1, calls: 10 },
  {
    name: 'small whole answers, 50 connections',
    mode: 'whole',
    bodyBytes: 200,
    connections: 50,
    calls: 1500,
  },
  { name: '62 KB streams, 8 connections', mode: 'short', bodyBytes: 62_000, connections: 8, calls: 300 },
];

/** @typedef {{ttftMs: number[], callsPerSec: number[], cpuS: number, calls: number}} Sum */

async function measure() {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-bench-'));
  const upstream = await startUpstream();
  const bare = await startPassThrough(upstream.port);
  /** @type {number[]} */
  const ready = [];
  for (let at = 0; at < 2 * rounds; at += 1) {
    const started = await startRouter(router, upstream.port, join(folder, `ready-${at}`));
    ready.push(started.readyMs);
    started.end();
  }
  const signalbox = await startRouter(router, upstream.port, folder);
  const idle = usageOf(signalbox.pid);
  const ways = [upstream, bare, signalbox];
  try {
    const rows = [];
    for (const scenario of SCENARIOS) {
      const sums = ways.map(() => /** @type {Sum} */ ({ ttftMs: [], callsPerSec: [], cpuS: 0, calls: 0 }));
      for (const way of ways) await runLoad(way, scenario, Math.ceil(scenario.calls / 4));
      for (let round = 0; round < rounds; round += 1) {
        for (const [at, way] of ways.entries()) {
          const sum = sums[at];
          if (sum === undefined) continue;
          const before = usageOf(way.pid);
          const { samples, elapsedMs } = await runLoad(way, scenario, scenario.calls);
          sum.cpuS += (usageOf(way.pid)?.cpuS ?? 0) - (before?.cpuS ?? 0);
          sum.calls += samples.length;
          sum.ttftMs.push(...samples.map(({ ttftMs }) => ttftMs));
          sum.callsPerSec.push((samples.length / elapsedMs) * 1000);
        }
      }
      rows.push(rowOf(scenario.name, sums));
    }
    const after = usageOf(signalbox.pid);
    return {
      cpu: cpus()[0]?.model ?? 'unknown',
      cores: cpus().length,
      node: process.version,
      rounds,
      loadAverage: loadavg()[0],
      readyMs: { p50: percentile(ready, 0.5), best: Math.min(...ready) },
      memoryMb: { idle: idle?.residentMb, afterLoad: after?.residentMb, peak: after?.peakMb },
      rows,
    };
  } finally {
    for (const way of ways) way.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} name @param {Sum[]} sums in the order direct, bare, Signalbox */
function rowOf(name, sums) {
  const [direct, bare, signalbox] = sums.map(sum => ({
    p50: percentile(sum.ttftMs, 0.5),
    p99: percentile(sum.ttftMs, 0.99),
    callsPerSec: percentile(sum.callsPerSec, 0.5),
    cpuSPer1000: (sum.cpuS / sum.calls) * 1000,
  }));
  const none = { p50: Number.NaN, p99: Number.NaN, callsPerSec: Number.NaN, cpuSPer1000: Number.NaN };
  const added = (/** @type {typeof none} */ way, /** @type {'p50' | 'p99'} */ at) =>
    way[at] - (direct ?? none)[at];
  return {
    name,
    bareAddedMs: { p50: added(bare ?? none, 'p50'), p99: added(bare ?? none, 'p99') },
    addedMs: { p50: added(signalbox ?? none, 'p50'), p99: added(signalbox ?? none, 'p99') },
    callsShareOfBare: (signalbox ?? none).callsPerSec / (bare ?? none).callsPerSec,
    cpuSPer1000: { bare: (bare ?? none).cpuSPer1000, signalbox: (signalbox ?? none).cpuSPer1000 },
  };
}

/** @param {Awaited<ReturnType<typeof measure>>} report */
function describe(report) {
  const two = (/** @type {number} */ value) => value.toFixed(2);
  const lines = report.rows.map(row => {
    const pair = (/** @type {{p50: number, p99: number}} */ { p50, p99 }) => `${two(p50)} / ${two(p99)}`;
    const cpu = `${two(row.cpuSPer1000.bare)} / ${two(row.cpuSPer1000.signalbox)}`;
    return `| ${row.name} | ${pair(row.bareAddedMs)} | ${pair(row.addedMs)} | ${two(row.callsShareOfBare)} | ${cpu} |`;
  });
  const { idle, afterLoad, peak } = report.memoryMb;
  const mb = [idle, afterLoad, peak].map(value => value?.toFixed(0) ?? '?').join(' / ');
  return [
    '| scenario | bare Node adds, p50 / p99 ms | Signalbox adds, p50 / p99 ms | calls/s ÷ bare Node | CPU s per 1000 calls, bare / Signalbox |',
    '|---|---|---|---|---|',
    ...lines,
    '',
    `Router ready after start: ${report.readyMs.p50.toFixed(0)} ms in the median, ${report.readyMs.best.toFixed(0)} ms at best.`,
    `Router memory idle / after load / peak: ${mb} MB.`,
    `Measured on ${report.cores} cores of ${report.cpu}, Node ${report.node}, ${report.rounds} rounds; load average ${two(report.loadAverage ?? 0)}.`,
  ].join('\n');
}

await ensureBuild();
const report = await measure();
const text = describe(report);
process.stdout.write(`${options.json ? JSON.stringify(report, null, 2) : text}\n`);
if (options.write) {
  const path = join(root, 'docs/benchmarks.md');
  const [before = '', , after = ''] = readFileSync(path, 'utf8').split(/<!-- figures -->|<!-- end -->/);
  writeFileSync(path, `${before}<!-- figures -->\n\n${text}\n\n<!-- end -->${after}`);
}
process.exit();

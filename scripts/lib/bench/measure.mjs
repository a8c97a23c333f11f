import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { percentile, runLoad } from './load.mjs';
import { startNginx } from './nginx.mjs';
import { startPassThrough, startRouter, startUpstream, usageOf } from './processes.mjs';
import { FIRST_CALLS, SCENARIOS } from './scenarios.mjs';

/**
 * One scenario by one way.
 * @typedef {object} Figures
 * @property {string} way
 * @property {{p50: number, p99: number}} ttftMs
 * @property {{p50: number, p99: number}} relayMs NaN where chunks do not say when they left
 * @property {number} callsPerSec
 * @property {number} cpuSPer1000 CPU seconds per 1000 calls
 */

/** @typedef {Awaited<ReturnType<typeof measure>>} Report */

/** How long the CPU of an idle router is watched. */
const IDLE_MS = 5_000;

/** @param {{folder: string, router: string, against?: string | undefined, rounds: number, only: string}} options */
export async function measure({ folder, router, against, rounds, only }) {
  const upstream = await startUpstream();
  const started = [
    upstream,
    await startNginx(upstream.port, join(folder, 'nginx')),
    await startPassThrough(upstream.port),
    against && (await startRouter(against, upstream.port, join(folder, 'against'), 'other build')),
    await startRouter(router, upstream.port, join(folder, 'router')),
  ];
  const ways = started.filter(way => typeof way === 'object');
  try {
    const readyMs = await measureStart({ folder, routers: [router, against], port: upstream.port, rounds });
    const idleBefore = ways.map(way => usageOf(way.pid));
    await new Promise(resolve => setTimeout(resolve, IDLE_MS));
    const idle = ways.map(way => usageOf(way.pid));
    const firstCalls = [];
    for (const scenario of FIRST_CALLS) {
      firstCalls.push({ scenario, cpuSPer1000: await measureFirst(ways, scenario) });
    }
    const rows = [];
    for (const scenario of SCENARIOS) {
      if (scenario.name.includes(only)) {
        rows.push({ scenario: scenario.name, ways: await measureScenario(ways, scenario, rounds) });
      }
    }
    return {
      cpu: cpus()[0]?.model ?? 'unknown',
      cores: cpus().length,
      node: process.version,
      rounds,
      loadAverage: loadavg()[0] ?? Number.NaN,
      readyMs,
      firstCalls,
      processes: ways.map((way, at) => {
        const after = usageOf(way.pid);
        return {
          way: way.name,
          idleMb: idle[at]?.residentMb,
          afterLoadMb: after?.residentMb,
          peakMb: after?.peakMb,
          idleCpuShare: ((idle[at]?.cpuS ?? 0) - (idleBefore[at]?.cpuS ?? 0)) / (IDLE_MS / 1000),
        };
      }),
      rows,
    };
  } finally {
    for (const way of ways) way.end();
  }
}

/**
 * Start to ready, turn and turn about.
 * @param {{folder: string, routers: readonly (string | undefined)[], port: number, rounds: number}} options
 */
async function measureStart({ folder, routers, port, rounds }) {
  const [own, other] = routers.map(() => /** @type {number[]} */ ([]));
  for (let at = 0; at < 2 * rounds; at += 1) {
    for (const [which, entry] of routers.entries()) {
      if (entry === undefined) continue;
      const way = await startRouter(entry, port, join(folder, `ready-${which}-${at}`));
      (which === 0 ? own : other)?.push(way.readyMs);
      way.end();
    }
  }
  const sum = (/** @type {number[]} */ all = []) => ({ p50: percentile(all, 0.5), best: Math.min(...all) });
  return { signalbox: sum(own), ...(routers[1] !== undefined && { other: sum(other) }) };
}

/**
 * The first calls of their kind after a start: with what V8 compiles and grows once. What is measured after them is
 * what goes on.
 * @param {readonly import('./processes.mjs').Way[]} ways
 * @param {import('./scenarios.mjs').Scenario} scenario
 * @returns {Promise<number[]>} CPU seconds per 1000 calls, of each way
 */
async function measureFirst(ways, scenario) {
  const cpuSPer1000 = [];
  for (const way of ways) {
    const before = usageOf(way.pid);
    await runLoad(way, scenario, scenario.calls);
    cpuSPer1000.push((((usageOf(way.pid)?.cpuS ?? 0) - (before?.cpuS ?? 0)) / scenario.calls) * 1000);
  }
  return cpuSPer1000;
}

/**
 * @param {readonly import('./processes.mjs').Way[]} ways
 * @param {import('./scenarios.mjs').Scenario} scenario
 * @param {number} rounds
 * @returns {Promise<Figures[]>}
 */
async function measureScenario(ways, scenario, rounds) {
  const sums = ways.map(() => ({
    ttftMs: /** @type {number[]} */ ([]),
    relayMs: /** @type {number[]} */ ([]),
    callsPerSec: /** @type {number[]} */ ([]),
    cpuS: 0,
    calls: 0,
  }));
  for (const way of ways) await runLoad(way, scenario, Math.ceil(scenario.calls / 2));
  for (let round = 0; round < rounds; round += 1) {
    for (const [at, way] of ways.entries()) {
      const sum = sums[at];
      if (sum === undefined) continue;
      const before = usageOf(way.pid);
      const { samples, elapsedMs } = await runLoad(way, scenario, scenario.calls);
      sum.cpuS += (usageOf(way.pid)?.cpuS ?? 0) - (before?.cpuS ?? 0);
      sum.calls += samples.length;
      sum.callsPerSec.push((samples.length / elapsedMs) * 1000);
      for (const { ttftMs, relayMs } of samples) {
        sum.ttftMs.push(ttftMs);
        sum.relayMs.push(...relayMs);
      }
    }
  }
  return ways.map(({ name }, at) => {
    const { ttftMs = [], relayMs = [], callsPerSec = [], cpuS = 0, calls = 1 } = sums[at] ?? {};
    return {
      way: name,
      ttftMs: { p50: percentile(ttftMs, 0.5), p99: percentile(ttftMs, 0.99) },
      relayMs: { p50: percentile(relayMs, 0.5), p99: percentile(relayMs, 0.99) },
      callsPerSec: percentile(callsPerSec, 0.5),
      cpuSPer1000: (cpuS / calls) * 1000,
    };
  });
}

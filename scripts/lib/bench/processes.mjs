import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MODES } from './scenarios.mjs';

const here = import.meta.dirname;

/**
 * A process of the benchmark.
 * @typedef {object} Way
 * @property {string} name
 * @property {number} pid
 * @property {string} path of a mode's calls, with `%` for the mode
 * @property {number} port
 * @property {Record<string, string>} headers
 * @property {() => void} end
 */

/**
 * @param {string} file
 * @param {string[]} args
 * @returns {Promise<{port: number, child: import('node:child_process').ChildProcess}>}
 */
function start(file, args = []) {
  const child = fork(join(here, file), args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  return new Promise((resolve, reject) => {
    child.once('message', message => resolve({ port: /** @type {{port: number}} */ (message).port, child }));
    child.once('exit', code => reject(new Error(`${file} ended with ${code}`)));
  });
}

/** @returns {Promise<Way>} the upstream itself */
export async function startUpstream() {
  const { port, child } = await start('upstream.mjs');
  const end = () => child.disconnect();
  return { name: 'direct', pid: child.pid ?? 0, path: '/%/v1/responses', port, headers: {}, end };
}

/** @param {number} upstreamPort @returns {Promise<Way>} */
export async function startPassThrough(upstreamPort) {
  const { port, child } = await start('pass-through.mjs', [String(upstreamPort)]);
  const end = () => child.disconnect();
  return { name: 'bare Node', pid: child.pid ?? 0, path: '/%/v1/responses', port, headers: {}, end };
}

/** @param {number} upstreamPort */
function settings(upstreamPort) {
  const perMode = (/** @type {(mode: string) => object} */ of) =>
    Object.fromEntries(MODES.map(mode => [mode, of(mode)]));
  return {
    listen: { host: '127.0.0.1', port: 0 },
    providers: perMode(mode => ({
      wire_api: mode.startsWith('chat') ? 'chat' : 'responses',
      base_url: `http://127.0.0.1:${upstreamPort}/${mode}/v1`,
      key_env: 'NONE',
    })),
    deployments: Object.fromEntries(
      MODES.flatMap(mode =>
        ['one', 'two'].map(name => [
          `${mode}-${name}`,
          {
            provider: mode,
            model: 'm',
            max_in_flight: 10_000,
            rpm_limit: 100_000_000,
            tpm_limit: 100_000_000_000,
            input_usd_per_mtok: 1,
            output_usd_per_mtok: 4,
          },
        ]),
      ),
    ),
    // Everything switched on: two candidates, drawn by risk.
    aliases: perMode(mode => ({ candidates: [`${mode}-one`, `${mode}-two`], strategy: 'risk-adjusted' })),
    baseline_alias: 'whole',
  };
}

/** What a Node host gives its router (`spawn-node-router.ts`). */
const AS_HOSTED = ['--max-semi-space-size=4'];
/** More of Node's options for the router, to profile it: `BENCH_NODE_OPTIONS='--cpu-prof --cpu-prof-dir=/tmp/p'`. */
const profiling = process.env.BENCH_NODE_OPTIONS?.split(' ') ?? [];

/**
 * The built router, with the request log and the learned state in `folder`.
 * @param {string} entry
 * @param {number} upstreamPort
 * @param {string} folder
 * @param {string} [name]
 * @returns {Promise<Way & {readyMs: number}>}
 */
export async function startRouter(entry, upstreamPort, folder, name = 'Signalbox') {
  const localKey = randomBytes(32).toString('hex');
  const startedMs = performance.now();
  const child = fork(entry, [], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    serialization: 'advanced',
    execArgv: [...AS_HOSTED, ...profiling],
  });
  child.send({
    type: 'start',
    runtimeId: randomBytes(16).toString('hex'),
    localKey,
    settings: settings(upstreamPort),
    policy: {},
    keys: Object.fromEntries(MODES.map(mode => [mode, 'sk-bench'])),
    baseInstructions: 'x',
    version: 'bench',
    ledgerFolder: join(folder, 'logs'),
    statePath: join(folder, 'state', 'dispatch.json'),
  });
  const port = await new Promise((resolve, reject) => {
    child.once('exit', code => reject(new Error(`the router ended with ${code}`)));
    child.on('message', raw => {
      const message = /** @type {{type: string, port: number, message: string}} */ (raw);
      if (message.type === 'ready') resolve(message.port);
      if (message.type === 'failed') reject(new Error(message.message));
    });
  });
  return {
    name,
    pid: child.pid ?? 0,
    path: '/v1/responses',
    port,
    headers: { authorization: `Bearer ${localKey}` },
    readyMs: performance.now() - startedMs,
    // A profile is written at an orderly end only.
    end: () => (profiling.length > 0 ? child.disconnect() : child.kill('SIGKILL')),
  };
}

/**
 * CPU time used so far by all threads, in seconds, and resident memory in MB; undefined where there is no /proc.
 * @param {number} pid
 */
export function usageOf(pid) {
  try {
    let ns = 0;
    for (const thread of readdirSync(`/proc/${pid}/task`)) {
      ns += Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]);
    }
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return {
      cpuS: ns / 1e9,
      residentMb: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024,
      peakMb: Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024,
    };
  } catch {
    return undefined;
  }
}

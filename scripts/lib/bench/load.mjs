import { Agent, request } from 'node:http';

/**
 * @typedef {object} Sample times in milliseconds from sending the request
 * @property {number} ttftMs to the first byte of the body
 * @property {number} totalMs
 * @property {number} chunks
 * @property {readonly number[]} relayMs from the upstream's writing to our reading, of chunks that say when that was
 */

const STAMP = /"at":(\d+)/g;

/**
 * One call, timed.
 * @param {import('./processes.mjs').Way} way
 * @param {string} mode
 * @param {Buffer} body
 * @param {Agent} agent
 * @returns {Promise<Sample>}
 */
function call(way, mode, body, agent) {
  return new Promise((resolve, reject) => {
    const startedMs = performance.now();
    const req = request(
      {
        host: '127.0.0.1',
        port: way.port,
        path: way.path.replace('%', mode),
        method: 'POST',
        agent,
        headers: { ...way.headers, 'content-type': 'application/json', 'content-length': body.length },
      },
      res => {
        let ttftMs = 0;
        let chunks = 0;
        let bytes = 0;
        /** @type {number[]} */
        const relayMs = [];
        res.on('data', chunk => {
          if (chunks === 0) ttftMs = performance.now() - startedMs;
          chunks += 1;
          bytes += chunk.length;
          if (mode !== 'paced') return;
          const nowUs = Number(process.hrtime.bigint() / 1000n);
          for (const [, at] of chunk.toString('latin1').matchAll(STAMP))
            relayMs.push((nowUs - Number(at)) / 1000);
        });
        res.on('end', () => {
          if (res.statusCode !== 200 || bytes === 0)
            reject(new Error(`${way.name} answered ${res.statusCode}`));
          else resolve({ ttftMs, totalMs: performance.now() - startedMs, chunks, relayMs });
        });
        res.on('error', reject);
      },
    );
    req.on('error', reject);
    req.end(body);
  });
}

/** A Responses request of about this many bytes, the long part after what is peeked at, as Codex writes it. */
export function bodyOf(/** @type {string} */ mode, /** @type {number} */ bytes) {
  const isStream = mode !== 'whole' && mode !== 'slow';
  const text = 'The quick brown fox jumps over the lazy dog. '.repeat(Math.max(1, Math.round(bytes / 45)));
  const input = [{ type: 'message', role: 'user', content: [{ type: 'input_text', text }] }];
  return Buffer.from(JSON.stringify({ model: mode, stream: isStream, store: false, input }));
}

/**
 * @param {import('./processes.mjs').Way} way
 * @param {{mode: string, bodyBytes: number, connections: number}} scenario
 * @param {number} calls
 */
export async function runLoad(way, { mode, bodyBytes, connections }, calls) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const body = bodyOf(mode, bodyBytes);
  /** @type {Sample[]} */
  const samples = [];
  let left = calls;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      samples.push(await call(way, mode, body, agent));
    }
  };
  const startedMs = performance.now();
  await Promise.all(Array.from({ length: connections }, worker));
  const elapsedMs = performance.now() - startedMs;
  agent.destroy();
  return { samples, elapsedMs };
}

/** Nearest rank; NaN of nothing. */
export function percentile(/** @type {number[]} */ values, /** @type {number} */ share) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { routerSettingsSchema } from '../../contract/settings.ts';
import { createDisposables } from '../../lib/disposables.ts';
import { directTarget } from './direct-target.ts';
import { measureCalls, sumUp } from './measure-calls.ts';

let open = createDisposables();
afterEach(async () => {
  await open[Symbol.asyncDispose]();
  open = createDisposables();
});

async function serve(answer: RequestListener): Promise<URL> {
  const server = createServer((req, res) => {
    req.resume().on('end', () => answer(req, res));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  open.defer(() => {
    server.closeAllConnections();
    server.close();
  });
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}

const run = (url: URL, more: { iterations?: number; concurrency?: number } = {}) =>
  measureCalls(
    { url, headers: {}, body: '{}' },
    { iterations: 1, concurrency: 1, signal: AbortSignal.timeout(10_000), ...more },
  );

describe('measuring calls', () => {
  it('makes exactly as many as asked, never more at once than allowed', async () => {
    let atOnce = 0;
    let most = 0;
    let calls = 0;
    const url = await serve((_, res) => {
      calls += 1;
      atOnce += 1;
      most = Math.max(most, atOnce);
      setTimeout(() => {
        atOnce -= 1;
        res.end('{"usage":{"output_tokens":7}}');
      }, 10);
    });
    const figures = await run(url, { iterations: 13, concurrency: 4 });
    expect({ calls, most, requests: figures.requests, failed: figures.failed }).toEqual({
      calls: 13,
      most: 4,
      requests: 13,
      failed: 0,
    });
    expect(figures.totalMs?.p50).toBeGreaterThanOrEqual(9);
    expect(figures.tokensPerSec).toBeCloseTo(7 * figures.requestsPerSec, 6);
  });

  it.each([
    ['429', ((_, res) => res.writeHead(429).end('{}')) satisfies RequestListener],
    ['none', ((_, res) => res.destroy()) satisfies RequestListener],
    [
      '200',
      ((_, res) => res.end('data: {"type":"response.failed","response":{}}\n\n')) satisfies RequestListener,
    ],
  ])('counts a failure (%s) as one, and no time of it', async (status, answer) => {
    const figures = await run(await serve(answer));
    expect(figures).toMatchObject({ failed: 1, failures: { [status]: 1 }, requestsPerSec: 0 });
    expect(figures.totalMs).toBeUndefined();
  });

  it('takes percentiles by nearest rank', () => {
    const samples = Array.from({ length: 100 }, (_, at) => ({
      status: 200,
      ttftMs: at + 1,
      totalMs: 1000 - at,
      bytes: 1,
      isGood: true,
      outputTokens: undefined,
    }));
    expect(sumUp(samples, 2000)).toMatchObject({
      ttftMs: { p50: 50, p95: 95, p99: 99 },
      requestsPerSec: 50,
      tokensPerSec: undefined,
    });
  });
});

describe('asking without the router', () => {
  const settings = routerSettingsSchema.parse({
    providers: {
      openai: { wire_api: 'responses', base_url: 'https://api.test/v1/', key_env: 'OPENAI_API_KEY' },
      ollama: { wire_api: 'chat', base_url: 'http://127.0.0.1:11434/v1', keyless: true },
      gemini: { wire_api: 'gemini', base_url: 'https://g.test', key_env: 'GEMINI_API_KEY' },
    },
    deployments: {
      o: { provider: 'openai', model: 'gpt' },
      q: { provider: 'ollama', model: 'qwen' },
      g: { provider: 'gemini', model: 'flash' },
    },
    aliases: { main: { candidates: ['o', 'q'] } },
  });
  const prompt = { text: 'x', maxOutputTokens: 16, stream: true };
  it.each([
    ['main', { OPENAI_API_KEY: 'k' }, 'https://api.test/v1/responses'],
    ['q', {}, 'http://127.0.0.1:11434/v1/chat/completions'],
    ['main', {}, 'no key in OPENAI_API_KEY'],
    ['g', { GEMINI_API_KEY: 'k' }, 'gemini speaks another wire API'],
    ['nobody', {}, 'not in router.yaml'],
  ])('%s with %j: %s', (alias, env, expected) => {
    const direct = directTarget(alias, settings, env, prompt);
    expect(direct.kind === 'target' ? direct.target.url.href : direct.why).toBe(expected);
  });
});

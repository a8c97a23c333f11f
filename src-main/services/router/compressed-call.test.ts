import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { startStandIn } from '../../../e2e/fixtures/upstreams/stand-in.ts';
import { createDisposables } from '../../lib/disposables.ts';
import { routeTo } from './testing/translated-call.ts';

let open = createDisposables();
afterEach(async () => {
  await open[Symbol.asyncDispose]();
  open = createDisposables();
});

/** `{"model":"codex-default","stream":true,"input":"hello hello hello hello"}` as Codex compresses it. */
const ZSTD = Buffer.from(
  'KLUv/QRYBQIAhAN7Im1vZGVsIjoiY29kZXgtZGVmYXVsdCIsInN0cmVhbSI6dHJ1ZSwiaW5wdXQiOiJoZWxsbyAifQEAlrlAAaaxnng=',
  'base64',
);
const PLAIN = '{"model":"codex-default","stream":true,"input":"hello hello hello hello"}';

describe.each(['responses', 'anthropic'] as const)('a compressed request onto %s', dialect => {
  it.each([
    ['zstd', ZSTD],
    ['gzip', gzipSync(PLAIN)],
    ['deflate', deflateSync(PLAIN)],
    ['br', brotliCompressSync(PLAIN)],
  ])('is read when it is %s', async (encoding, body) => {
    const upstream = open.use(await startStandIn(dialect));
    const router = open.use(await routeTo([upstream], {}, 'codex-default'));
    const response = await router.fetch('/v1/responses', {
      method: 'POST',
      body,
      headers: { 'content-encoding': encoding },
    });
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('response.completed');
    expect(JSON.stringify(upstream.accepted)).toContain('hello hello hello hello');
  });
});

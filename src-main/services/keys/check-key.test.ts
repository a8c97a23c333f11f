import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { providerSettingsSchema } from '../../contract/settings.ts';
import { Secret } from '../../lib/secret.ts';
import { checkKey, checkUrl } from './check-key.ts';

const KEY = 'key-0123456789';
const NOW_MS = 1_800_000_000_000;
const never = new AbortController().signal;

/** A provider that answers every request with one status, and repeats the key in what it says. */
async function provider(status: number) {
  const seen: { readonly url: string; readonly headers: IncomingHttpHeaders }[] = [];
  const server = createServer((req, res) => {
    seen.push({ url: req.url ?? '', headers: req.headers });
    res.writeHead(status, { 'content-type': 'application/json' });
    res.end(JSON.stringify({ error: { message: `${KEY} is a strange key` } }));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    seen,
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    [Symbol.asyncDispose]: () => new Promise<void>(resolve => server.close(() => resolve())),
  };
}

const check = (wire_api: string, base_url: string, signal = never) =>
  checkKey('Somebody', providerSettingsSchema.parse({ wire_api, base_url }), new Secret(KEY), NOW_MS, signal);

describe('checking a key', () => {
  it.each([
    ['responses', { authorization: `Bearer ${KEY}` }],
    ['chat', { authorization: `Bearer ${KEY}` }],
    ['anthropic', { 'x-api-key': KEY, 'anthropic-version': expect.any(String) }],
    ['gemini', { 'x-goog-api-key': KEY }],
  ])('shows it in the header that %s wants, and nowhere else', async (wireApi, headers) => {
    await using asked = await provider(200);
    expect(await check(wireApi, `${asked.baseUrl}/`)).toMatchObject({
      atMs: NOW_MS,
      result: 'accepted',
      message: 'Somebody accepted the key.',
    });
    expect(asked.seen).toEqual([{ url: '/v1/models', headers: expect.objectContaining(headers) }]);
  });

  it.each([
    [400, 'refused', 'Somebody refused the key (HTTP 400).'],
    [401, 'refused', 'Somebody refused the key (HTTP 401).'],
    [403, 'refused', 'Somebody refused the key (HTTP 403).'],
    [404, 'unreachable', 'the key was not judged'],
    [429, 'unreachable', 'the key was not judged'],
    [500, 'unreachable', 'the key was not judged'],
  ])('takes %i for %s, and never repeats what the provider says of the key', async (status, result, words) => {
    await using asked = await provider(status);
    const found = await check('responses', asked.baseUrl);
    expect(found).toMatchObject({ result, message: expect.stringContaining(words) });
    expect(JSON.stringify(found)).not.toContain(KEY);
  });

  it('says that nobody answers, also when it is cancelled', async () => {
    const gone = await provider(200);
    await gone[Symbol.asyncDispose]();
    for (const found of [
      await check('chat', gone.baseUrl),
      await check('chat', 'http://127.0.0.1:9/v1', AbortSignal.abort()),
    ]) {
      expect(found).toMatchObject({
        result: 'unreachable',
        message: expect.stringContaining('did not answer'),
      });
    }
  });

  it('sends the headers that router.yaml adds for a gateway', async () => {
    await using asked = await provider(200);
    const gateway = { wire_api: 'chat', base_url: asked.baseUrl, headers: { 'x-gateway-route': 'one' } };
    await checkKey('Mine', providerSettingsSchema.parse(gateway), new Secret(KEY), NOW_MS, never);
    expect(asked.seen[0]?.headers).toMatchObject({
      'x-gateway-route': 'one',
      authorization: `Bearer ${KEY}`,
    });
  });

  it('asks Hugging Face whose token it is: its list of models is shown to anybody', () => {
    const asked = (base_url: string) => checkUrl({ base_url }).href;
    expect(asked('https://router.huggingface.co/v1')).toBe('https://huggingface.co/api/whoami-v2');
    expect(asked('https://api.openai.com/v1/')).toBe('https://api.openai.com/v1/models');
    expect(asked('http://127.0.0.1:9/hf/v1')).toBe('http://127.0.0.1:9/hf/v1/models');
  });
});

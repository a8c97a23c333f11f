import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { startResponsesUpstream } from '../fixtures/responses-upstream.ts';
import { waitFor } from '../fixtures/wait-for.ts';

const ask = (baseUrl: string, body: unknown, init: RequestInit = {}) =>
  fetch(`${baseUrl}/responses`, { method: 'POST', body: JSON.stringify(body), ...init });

test('a text comes as a stream of events, or whole when no stream is asked for', async () => {
  await using upstream = await startResponsesUpstream();
  upstream.script({ kind: 'text', text: 'one two' }, { kind: 'text', text: 'one two' });
  const stream = await (await ask(upstream.baseUrl, { model: 'm', stream: true })).text();
  expect(stream.match(/^event: .*$/gm)).toEqual([
    'event: response.created',
    'event: response.in_progress',
    'event: response.output_item.added',
    'event: response.content_part.added',
    'event: response.output_text.delta',
    'event: response.output_text.delta',
    'event: response.output_text.done',
    'event: response.content_part.done',
    'event: response.output_item.done',
    'event: response.completed',
  ]);
  const whole = await (await ask(upstream.baseUrl, { model: 'm' })).json();
  expect(whole).toMatchObject({
    status: 'completed',
    model: 'm',
    output: [{ content: [{ text: 'one two' }] }],
  });
});

test('requests are kept as they were sent, also compressed', async () => {
  await using upstream = await startResponsesUpstream();
  const bytes = gzipSync(JSON.stringify({ model: 'm', input: 'x' }));
  await ask(upstream.baseUrl, undefined, {
    body: bytes,
    headers: { 'content-encoding': 'gzip', 'X-Mine': 'a' },
  });
  const [request] = upstream.requests;
  expect(request?.bytes.equals(bytes)).toBe(true);
  expect(request?.json()).toEqual({ model: 'm', input: 'x' });
  expect(request?.headers['x-mine']).toBe('a');
});

test('errors, given bytes, cuts and stalls come as scripted', async () => {
  await using upstream = await startResponsesUpstream();
  upstream.script(
    { kind: 'status', status: 429, body: { error: { code: 'slow' } }, headers: { 'retry-after': '7' } },
    { kind: 'bytes', body: 'event: odd\ndata: {}\n\n' },
    { kind: 'text', text: 'a b c', pace: { cutAfter: 3 } },
    { kind: 'text', text: 'a b c', pace: { stallAfter: 3 } },
  );
  const refused = await ask(upstream.baseUrl, { stream: true });
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '7']);
  expect(await (await ask(upstream.baseUrl, { stream: true })).text()).toBe('event: odd\ndata: {}\n\n');
  const cut = await ask(upstream.baseUrl, { stream: true });
  await expect(cut.text()).rejects.toThrow();
  const leaving = new AbortController();
  const stalled = await ask(upstream.baseUrl, { stream: true }, { signal: leaving.signal });
  const reader = stalled.body?.getReader();
  expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toContain('response.created');
  expect(upstream.requests[3]?.isAborted()).toBe(false);
  leaving.abort();
  await waitFor('the upstream to see it', () => (upstream.requests[3]?.isAborted() ? true : undefined));
});

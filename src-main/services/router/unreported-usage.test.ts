import { afterEach, describe, expect, it, vi } from 'vitest';
import { createDisposables } from '../../lib/disposables.ts';
import { startScriptedUpstream } from './testing/scripted-upstream.ts';
import { responseEvent, startTestRouter, type TestRouter, testSettings } from './testing/test-router.ts';

let open = createDisposables();
afterEach(async () => {
  await open[Symbol.asyncDispose]();
  open = createDisposables();
});

async function answering(type: string, body: string): Promise<TestRouter> {
  const upstream = open.use(
    await startScriptedUpstream(res => {
      res.writeHead(200, { 'content-type': type });
      res.end(body);
    }),
  );
  return open.use(await startTestRouter(testSettings(upstream.baseUrl)));
}

const PROMPT = 'x'.repeat(400);
const asked = (stream: boolean) => ({
  method: 'POST',
  body: JSON.stringify({ model: 'same-name', stream, input: [{ role: 'user', content: PROMPT }] }),
});
const TEXT = 'a text of twenty-four by';

describe('a passed-through answer whose upstream reports no tokens', () => {
  it.each([
    [
      true,
      'text/event-stream',
      responseEvent('response.output_text.delta', { delta: TEXT }) +
        responseEvent('response.completed', { response: { id: 'resp_1', output: [] } }),
    ],
    [false, 'application/json', JSON.stringify({ id: 'resp_1', output: [{ content: [{ text: TEXT }] }] })],
  ])('is counted by length and marked so (streaming: %s)', async (stream, type, body) => {
    const router = await answering(type, body);
    const answer = await router.fetch('/v1/responses', asked(stream));
    const text = await answer.text();
    expect(stream ? text.replace(/,"usage":\{.*?"estimated":true\}/, '') : text).toBe(body);
    expect(text.includes('"estimated":true')).toBe(stream);
    const tokens = router.records.at(-1)?.tokens;
    expect(tokens).toMatchObject({ source: 'estimated', output: TEXT.length / 4 });
    expect(tokens?.input).toBeGreaterThanOrEqual(PROMPT.length / 4);
  });

  it('is counted as far as it came where it breaks off in one piece', async () => {
    const upstream = open.use(
      await startScriptedUpstream(res => {
        res.writeHead(200, { 'content-type': 'application/json', 'content-length': '200000' });
        res.write(`{"output":[${`{"text":"${'y'.repeat(1000)}"},`.repeat(100)}`, () => res.destroy());
      }),
    );
    const router = open.use(await startTestRouter(testSettings(upstream.baseUrl)));
    await (await router.fetch('/v1/responses', asked(false))).text().catch(() => undefined);
    await vi.waitFor(() => expect(router.records).toHaveLength(1));
    expect(router.records[0]).toMatchObject({ error_code: 'stream-broken', tokens: { source: 'estimated' } });
    expect(router.records[0]?.tokens?.output).toBeGreaterThan(20_000);
  });

  it('keeps the figures of one that does report them', async () => {
    const usage = { input_tokens: 5, output_tokens: 2, total_tokens: 7 };
    const router = await answering('application/json', JSON.stringify({ id: 'resp_1', output: [], usage }));
    await (await router.fetch('/v1/responses', asked(false))).text();
    expect(router.records.at(-1)?.tokens).toMatchObject({ source: 'reported', input: 5, output: 2 });
  });
});

import { afterEach, describe, expect, it, vi } from 'vitest';
import { routerSettingsSchema } from '../../contract/settings.ts';
import { createDisposables } from '../../lib/disposables.ts';
import { startScriptedUpstream } from './testing/scripted-upstream.ts';
import { responseEvent, startTestRouter } from './testing/test-router.ts';

let open = createDisposables();
afterEach(async () => {
  await open[Symbol.asyncDispose]();
  open = createDisposables();
});

const PROMPT = 'x'.repeat(4000);
const TEXT = 'y'.repeat(400);
/** The begin of a stream in each wire API, with the same text in it. */
const BEGUN = {
  responses:
    responseEvent('response.created', { response: { id: 'resp_7' } }) +
    responseEvent('response.output_text.delta', { delta: TEXT }),
  chat: `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: TEXT } }] })}\n\n`,
};

/** One call to a deployment at 100 USD per million tokens both ways, and a client that leaves as the text comes. */
async function leave(wireApi: keyof typeof BEGUN, chunk: string | undefined) {
  const upstream = open.use(
    await startScriptedUpstream(res => {
      if (chunk === undefined) return;
      res.writeHead(200, { 'content-type': 'text/event-stream' });
      res.write(chunk);
    }),
  );
  const settings = routerSettingsSchema.parse({
    listen: { port: 0 },
    providers: { up: { wire_api: wireApi, base_url: upstream.baseUrl } },
    deployments: {
      a: { provider: 'up', model: 'm', input_usd_per_mtok: 100, output_usd_per_mtok: 100 },
    },
    aliases: {},
  });
  const router = open.use(await startTestRouter(settings));
  const leaving = new AbortController();
  const asked = router.fetch('/v1/responses', {
    method: 'POST',
    body: JSON.stringify({ model: 'a', stream: true, input: [{ role: 'user', content: PROMPT }] }),
    signal: leaving.signal,
  });
  if (chunk === undefined) {
    await vi.waitFor(() => expect(upstream.seen).toHaveLength(1));
    leaving.abort();
    await asked.catch(() => undefined);
  } else {
    await (await asked).body?.getReader().read();
    leaving.abort();
  }
  await upstream.seen[0]?.cut;
  await vi.waitFor(() => expect(router.records).toHaveLength(1));
  return { record: router.records[0], spentUsd: router.router.dispatchState().spend.usd };
}

describe('an answer whose client leaves', () => {
  it.each(['responses', 'chat'] as const)('is paid for as far as it was written (%s)', async wireApi => {
    const { record, spentUsd } = await leave(wireApi, BEGUN[wireApi]);
    expect(record).toMatchObject({ status: 200, error_code: 'client-closed' });
    expect(record?.tokens).toMatchObject({ source: 'estimated', output: TEXT.length / 4 });
    const input = record?.tokens?.input ?? 0;
    expect(input).toBeGreaterThanOrEqual(PROMPT.length / 4);
    expect(record?.cost_usd).toBeCloseTo((input + TEXT.length / 4) * 1e-4, 9);
    expect(spentUsd).toBeCloseTo(record?.cost_usd ?? 0, 9);
  });

  it('costs nothing where the upstream had not begun it', async () => {
    const { record, spentUsd } = await leave('responses', undefined);
    expect(record).toMatchObject({ error_code: 'client-closed' });
    expect(record?.tokens).toBeUndefined();
    expect(spentUsd).toBe(0);
  });
});

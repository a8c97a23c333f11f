import { afterEach, describe, expect, it, vi } from 'vitest';
import { dispatchMetricsSchema } from '../../contract/dispatch-view.ts';
import { requestRecordSchema } from '../../contract/request-record.ts';
import { createDisposables } from '../../lib/disposables.ts';
import { ANSWERS, fails, startFleet } from './testing/fleet.ts';
import { startScriptedUpstream } from './testing/scripted-upstream.ts';
import { startTestRouter, testSettings } from './testing/test-router.ts';

let open = createDisposables();
afterEach(async () => {
  await open[Symbol.asyncDispose]();
  open = createDisposables();
});

const selected = (answer: Response) => answer.headers.get('x-router-selected-model');

describe('two hundred deployments behind one alias', () => {
  const NAMES = Array.from({ length: 200 }, (_, n) => `deployment-number-${n}`);

  async function startMany(behave: Parameters<typeof startScriptedUpstream>[0]) {
    const upstream = open.use(await startScriptedUpstream(behave));
    const settings = testSettings(upstream.baseUrl, {
      deployments: Object.fromEntries(NAMES.map(name => [name, { provider: 'up', model: name }])),
      aliases: { many: { candidates: NAMES }, drawn: { candidates: NAMES, strategy: 'risk-adjusted' } },
      baseline_alias: 'many',
    });
    const router = open.use(await startTestRouter(settings));
    const ask = (model: string) =>
      router.fetch('/v1/responses', {
        method: 'POST',
        body: JSON.stringify({ model, stream: true, input: 'x' }),
      });
    return { upstream, router, ask };
  }

  it('three are tried and no more, and the headers stay small enough for every client', async () => {
    const { upstream, router, ask } = await startMany(fails(429));
    for (let turn = 1; turn <= 3; turn += 1) {
      const answer = await ask('many');
      await answer.text();
      expect(upstream.seen).toHaveLength(3 * turn);
      expect(answer.headers.get('x-router-attempts')).toBe('3');
      expect(answer.headers.get('x-router-reason')?.length).toBeLessThanOrEqual(400);
    }
    const record = requestRecordSchema.parse(JSON.parse(JSON.stringify(router.records[2])));
    expect(record.candidates).toHaveLength(200);
    expect(record.candidates.filter(({ limit }) => limit?.reason === 'rate-limited')).toHaveLength(6);
  });

  it('each has its figures, and their probabilities add up to one', async () => {
    const { router, ask } = await startMany(ANSWERS);
    expect(NAMES).toContain(selected(await ask('drawn')));
    const answer = await router.fetch('/dispatch/metrics?alias=drawn');
    const { deployments } = dispatchMetricsSchema.parse(await answer.json());
    const sum = Object.values(deployments).reduce((total, { probability }) => total + probability, 0);
    expect(Object.keys(deployments)).toHaveLength(200);
    expect(sum).toBeCloseTo(1, 9);
  });
});

describe('two aliases that share a deployment', () => {
  const more = { aliases: { both: { candidates: ['a', 'b'] }, other: { candidates: ['a', 'b'] } } };

  it('share its cooldown', async () => {
    const { a, ask } = open.use(await startFleet({ more, dispatch: { affinity: 'none' } }));
    a.behave(fails(429));
    expect(selected(await ask('both'))).toBe('b');
    expect(selected(await ask('other'))).toBe('b');
    expect(a.upstream.seen).toHaveLength(1);
  });

  it('share its slots', async () => {
    const { a, ask } = open.use(await startFleet({ more, a: { max_in_flight: 1 } }));
    let free: () => void = () => undefined;
    a.behave((res, request) => {
      free = () => void ANSWERS(res, request);
    });
    const first = ask('both');
    await vi.waitFor(() => expect(a.upstream.seen).toHaveLength(1), { timeout: 15_000 });
    expect(selected(await ask('other'))).toBe('b');
    free();
    expect(selected(await first)).toBe('a');
  });
});

describe('an alias with nobody left', () => {
  it('says of each why, by a status Codex shows at once, and nobody is asked', async () => {
    const { a, b, ask, router } = open.use(await startFleet({ keys: {} }));
    const answer = await ask();
    expect(answer.status).toBe(400);
    const { error } = await answer.json();
    expect(error).toMatchObject({ code: 'key_missing' });
    expect(error.message).toContain('a: no key');
    expect(error.message).toContain('b: no key');
    expect(answer.headers.has('retry-after')).toBe(false);
    expect([a, b].map(({ upstream }) => upstream.seen.length)).toEqual([0, 0]);
    expect(router.records).toMatchObject([{ status: 400, error_code: 'key_missing', attempts: [] }]);
  });

  it.each([
    ['seconds', '90', 90],
    ['a date', 'Fri, 31 Dec 2999 23:59:59 GMT', 3600],
    ['an age', '31536000', 3600],
    ['nothing', '0', 1],
  ])('is told to wait as long as the upstream says in %s, an hour at most', async (_, retryAfter, seconds) => {
    const { a, b, ask } = open.use(await startFleet());
    for (const { behave } of [a, b]) behave(fails(429, { 'retry-after': retryAfter }));
    await (await ask()).text();
    const answer = await ask();
    await answer.text();
    // A limit of a second may be over by now: then the two are asked again, and say the same.
    if (a.upstream.seen.length === 1) expect(answer.status).toBe(503);
    const waits = Number(answer.headers.get('retry-after'));
    expect(waits).toBeLessThanOrEqual(seconds);
    expect(waits).toBeGreaterThanOrEqual(Math.max(1, seconds - 30));
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import {
  dispatchMetricsSchema,
  dispatchStateSchema,
  explanationSchema,
} from '../../contract/dispatch-view.ts';
import { requestEventSchema } from '../../contract/request-event.ts';
import { createDisposables } from '../../lib/disposables.ts';
import { startFleet } from './testing/fleet.ts';
import { TEST_LOCAL_KEY } from './testing/test-router.ts';

let open = createDisposables();
afterEach(async () => {
  await open[Symbol.asyncDispose]();
  open = createDisposables();
});

const fleet = async (more: object = {}) => open.use(await startFleet(more));

interface Operation {
  readonly responses: Record<string, unknown>;
  readonly security?: readonly unknown[];
}

describe('the served description', () => {
  it('names exactly what the server answers: every path, method, key rule and status', async () => {
    const { router } = await fleet();
    const { paths } = (await (await router.fetch('/openapi.json')).json()) as {
      paths: Record<string, Record<string, Operation>>;
    };
    expect(Object.keys(paths)).toHaveLength(12);
    for (const [path, operations] of Object.entries(paths)) {
      for (const [method, { responses, security }] of Object.entries(operations)) {
        const body = method === 'post' && path !== '/dispatch/reset' ? '{"model":"both"}' : undefined;
        const leave = new AbortController();
        const answer = await router.fetch(path, {
          method: method.toUpperCase(),
          signal: leave.signal,
          ...(body && { body }),
        });
        expect(Object.keys(responses), `${method} ${path}`).toContain(String(answer.status));
        leave.abort();
        const bare = await fetch(`${router.url}${path}`, { method: method.toUpperCase() });
        expect(bare.status, `${method} ${path} without a key`).toBe(security?.length === 0 ? 200 : 401);
        const other = method === 'get' ? 'PUT' : 'DELETE';
        expect((await router.fetch(path, { method: other })).status).toBe(405);
      }
    }
    expect((await router.fetch('/dispatch/nothing')).status).toBe(404);
  });
});

describe('/dispatch', () => {
  it('gives metrics and state in the described shape, narrowed to an alias', async () => {
    const { router, ask } = await fleet({
      more: { aliases: { both: { candidates: ['a', 'b'] }, one: { candidates: ['b'] } } },
    });
    await (await ask('both', { headers: { 'session-id': 'c1' } })).text();
    const metrics = dispatchMetricsSchema.parse(await (await router.fetch('/dispatch/metrics')).json());
    expect(Object.keys(metrics.deployments)).toEqual(['a', 'b']);
    expect(metrics.deployments.a).toMatchObject({
      calls: 1,
      success_rate: 1,
      last_status: 200,
      in_flight: 0,
    });
    const one = dispatchMetricsSchema.parse(await (await router.fetch('/dispatch/metrics?alias=one')).json());
    expect(one.deployments).toMatchObject({ b: { probability: 1 } });
    const state = dispatchStateSchema.parse(await (await router.fetch('/dispatch/state')).json());
    expect(state.conversations).toMatchObject([{ id: 'c1', home: 'a' }]);
    expect(state.spend.usd).toBeCloseTo(0.0016, 6);
  });

  it('forgets what was learned on reset', async () => {
    const { router, ask } = await fleet();
    await (await ask()).text();
    expect((await router.fetch('/dispatch/reset', { method: 'POST' })).status).toBe(204);
    const metrics = dispatchMetricsSchema.parse(await (await router.fetch('/dispatch/metrics')).json());
    expect(metrics.deployments.a).toMatchObject({ calls: 0, success_rate: null });
  });

  it('explains a request without sending it', async () => {
    const { router, a } = await fleet({ keys: { up_b: 'key-b' } });
    const answer = await router.fetch('/dispatch/explain', {
      method: 'POST',
      body: '{"model":"both","input":"x"}',
    });
    const explanation = explanationSchema.parse(await answer.json());
    expect(explanation).toMatchObject({
      order: ['b'],
      candidates: [{ deployment: 'a', hard_limited: true, hard_limit_reason: 'no-key' }, { deployment: 'b' }],
    });
    expect(a.upstream.seen).toHaveLength(0);
    expect(router.records).toHaveLength(0);
  });

  it('sends each request’s events to whoever listens', async () => {
    const { router, ask } = await fleet();
    const leave = new AbortController();
    const stream = await router.fetch('/dispatch/events', { signal: leave.signal });
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    await (await ask()).text();
    let text = '';
    while (!text.includes('"phase":"ended"')) text += (await reader?.read())?.value ?? '';
    leave.abort();
    const events = [...text.matchAll(/^data: (.+)$/gm)].map(([, json]) =>
      requestEventSchema.parse(JSON.parse(json ?? '')),
    );
    expect(events.map(({ phase }) => phase)).toEqual(['started', 'first-byte', 'ended']);
  });
});

describe('the second listener', () => {
  it('always draws by risk, whatever the alias says', async () => {
    // Draws from both ends: however the two compare on a busy machine, each is drawn.
    let draws = 0;
    const random = () => (draws++ % 2 === 0 ? 0 : 0.9999);
    const { router } = await fleet({ more: { listen: { port: 0, risk_adjusted_port: 0 } }, random });
    const port = router.router.riskAdjustedPort;
    const ask = (body: string) =>
      fetch(`http://127.0.0.1:${port}/v1/responses`, {
        method: 'POST',
        headers: { authorization: `Bearer ${TEST_LOCAL_KEY}` },
        body,
      });
    for (let at = 0; at < 4; at += 1) await (await ask('{"model":"both","stream":true}')).text();
    expect(new Set(router.records.map(({ strategy }) => strategy))).toEqual(new Set(['risk-adjusted']));
    expect(new Set(router.records.map(({ chosen }) => chosen))).toEqual(new Set(['a', 'b']));
    await (await router.fetch('/v1/responses', { method: 'POST', body: '{"model":"both"}' })).text();
    expect(router.records.at(-1)?.strategy).toBe('ordered');
  });
});

describe('the seam of the adaptive router', () => {
  it('hears of each plan and attempt, and may reorder the candidates but not invent any', async () => {
    const heard: string[] = [];
    const record = { enabled: true } as never; // its content is the model's business
    const { router, ask, a, b } = await fleet({
      adaptive: {
        advise: (plan: { order: readonly string[] }) => {
          heard.push(`plan ${plan.order.join()}`);
          return { order: ['stranger', 'b'], record };
        },
        attemptBegan: ({ deployment, isSilent }: { deployment: string; isSilent: () => boolean }) => {
          heard.push(`${deployment} begun, ${isSilent() ? 'silent' : 'answering'}`);
          return {
            [Symbol.dispose]: () => heard.push(`${deployment} over, ${isSilent() ? 'silent' : 'answered'}`),
          };
        },
        attemptEnded: (seen: { ended: { deployment: string; outcome: { word: string } } }) =>
          heard.push(`${seen.ended.deployment} ${seen.ended.outcome.word}`),
        reset: () => heard.push('reset'),
      },
    });
    const answer = await ask();
    await answer.text();
    expect(answer.headers.get('x-router-selected-model')).toBe('b');
    await router.fetch('/dispatch/reset', { method: 'POST' });
    expect(heard).toEqual(['plan a,b', 'b begun, silent', 'b ok', 'b over, answered', 'reset']);
    expect(router.records[0]).toMatchObject({ adaptive_router: { enabled: true } });
    expect([a.upstream.seen.length, b.upstream.seen.length]).toEqual([0, 1]);
  });
});

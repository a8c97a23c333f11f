import { afterEach, describe, expect, it } from 'vitest';
import { dispatchMetricsSchema } from '../../contract/dispatch-view.ts';
import { createDisposables } from '../../lib/disposables.ts';
import { ANSWERS, type Fleet, type FleetOptions, fails, startFleet } from './testing/fleet.ts';
import { TEXT_STREAM } from './testing/test-router.ts';

let open = createDisposables();
afterEach(async () => {
  await open[Symbol.asyncDispose]();
  open = createDisposables();
});

const fleet = async (options: FleetOptions = {}) => open.use(await startFleet(options));

async function metricsOf(router: Fleet['router'], name: string) {
  const metrics = dispatchMetricsSchema.parse(await (await router.fetch('/dispatch/metrics')).json());
  return metrics.deployments[name];
}

/** Reads the answer to its end and says who gave it. */
async function landed(answer: Promise<Response>): Promise<string> {
  const response = await answer;
  await response.text();
  return response.status === 200
    ? (response.headers.get('x-router-selected-model') ?? '')
    : `${response.status}`;
}

const rows = [
  ['429', fails(429), {}, 300, 'rate-limited'],
  ['429 with Retry-After', fails(429, { 'retry-after': '20' }), {}, 20, 'rate-limited'],
  [
    '429 with the reset of a used-up quota',
    fails(429, { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '1m5s' }),
    {},
    65,
    'rate-limited',
  ],
  [
    '429 of a plan that says when it renews',
    fails(429, {}, '{"error":{"type":"usage_limit_reached","message":"no","resets_in_seconds":1200}}'),
    {},
    1200,
    'rate-limited',
  ],
  ['401', fails(401), {}, 3600, 'key-refused'],
  ['403', fails(403), {}, 3600, 'key-refused'],
  [
    '404 for the model',
    fails(404, {}, '{"error":{"message":"no such model","code":"model_not_found"}}'),
    {},
    1800,
    'model-missing',
  ],
  [
    '403 for the model alone',
    fails(403, {}, '{"error":{"message":"Project p has no access to model x","code":"model_not_found"}}'),
    {},
    1800,
    'model-missing',
  ],
  ['one 409, three needed', fails(409), { dispatch: { cooldowns: { failures_in_row: 1 } } }, 30, 'failures'],
  [
    'a 400 whose words say that the model is unavailable',
    fails(400, {}, '{"error":{"message":"Model x is currently unavailable"}}'),
    { dispatch: { cooldowns: { failures_in_row: 1 } } },
    30,
    'failures',
  ],
  ['one 503, three needed', fails(503), { dispatch: { cooldowns: { failures_in_row: 1 } } }, 30, 'failures'],
  [
    'an empty 200',
    (res => {
      res.writeHead(200, { 'content-type': 'text/event-stream' });
      res.end();
    }) satisfies Parameters<Fleet['a']['behave']>[0],
    { dispatch: { cooldowns: { failures_in_row: 1 } } },
    30,
    'failures',
  ],
  [
    'an error inside a 200 stream',
    (res => {
      res.writeHead(200, { 'content-type': 'text/event-stream' });
      res.end(
        `data: ${JSON.stringify({ type: 'response.failed', response: { error: { code: 'server_error', message: 'no' } } })}\n\n`,
      );
    }) satisfies Parameters<Fleet['a']['behave']>[0],
    { dispatch: { cooldowns: { failures_in_row: 1 } } },
    30,
    'failures',
  ],
  [
    'a connection that is cut',
    (res => {
      res.destroy();
    }) satisfies Parameters<Fleet['a']['behave']>[0],
    { dispatch: { cooldowns: { failures_in_row: 1 } } },
    30,
    'failures',
  ],
] as const;

describe('a hard limit of the table', () => {
  it.each(
    rows,
  )('%s: lands on the next, counts down, and recovers', async (_, failure, options, seconds, reason) => {
    const { router, a, ask, passSeconds } = await fleet(options);
    a.behave(failure);
    const first = await ask();
    expect(await first.text()).toContain('response.completed');
    expect(first.headers.get('x-router-selected-model')).toBe('b');
    expect(first.headers.get('x-router-attempts')).toBe('2');
    expect(first.headers.get('x-router-reason')).toMatch(/a failed \(.+\), then b/);
    expect(await metricsOf(router, 'a')).toMatchObject({
      hard_limited: true,
      hard_limit_reason: reason,
      hard_limited_remaining_s: seconds,
      in_flight: 0,
    });
    a.behave(ANSWERS);
    passSeconds(seconds - 2);
    expect(await landed(ask())).toBe('b');
    passSeconds(3);
    expect(await landed(ask())).toBe('a');
    expect(await metricsOf(router, 'a')).toMatchObject({ hard_limited: false, hard_limit_reason: null });
    expect(router.records.map(record => record.chosen)).toEqual(['b', 'b', 'a']);
    expect(router.defects).toEqual([]);
  });

  it('three failures in a row open 30 s, which double when the trial fails', async () => {
    const { router, a, ask, passSeconds } = await fleet();
    a.behave(fails(500));
    for (let at = 0; at < 2; at += 1) expect(await landed(ask())).toBe('b');
    expect(await metricsOf(router, 'a')).toMatchObject({ hard_limited: false, ewma_error_rate: 0.4375 });
    expect(await landed(ask())).toBe('b');
    expect(await metricsOf(router, 'a')).toMatchObject({ hard_limited_remaining_s: 30 });
    passSeconds(31);
    expect(await landed(ask())).toBe('b');
    expect(await metricsOf(router, 'a')).toMatchObject({ hard_limited_remaining_s: 60 });
  });

  it('a new key ends a refused one at once, and a wake by hand ends any', async () => {
    const { router, a, ask } = await fleet();
    a.behave(fails(401));
    expect(await landed(ask())).toBe('b');
    a.behave(ANSWERS);
    expect(await landed(ask())).toBe('b');
    router.router.setKeys({ up_a: 'another-key', up_b: 'key-b' });
    expect(await landed(ask())).toBe('a');
    expect(a.upstream.seen.at(-1)?.headers.authorization).toBe('Bearer another-key');
    a.behave(fails(429));
    await landed(ask());
    a.behave(ANSWERS);
    router.router.tellDispatch({ type: 'woken', deployment: 'a' });
    expect(await landed(ask())).toBe('a');
  });

  it('all slots in use: the next request goes past, until one ends', async () => {
    const { router, a, ask } = await fleet({ a: { max_in_flight: 1 } });
    let finish: () => void = () => undefined;
    a.behave(res => {
      res.writeHead(200, { 'content-type': 'text/event-stream' });
      res.write(TEXT_STREAM.slice(0, 3).join(''));
      finish = () => res.end(TEXT_STREAM.slice(3).join(''));
    });
    const held = await ask();
    expect(await metricsOf(router, 'a')).toMatchObject({ in_flight: 1, hard_limit_reason: 'in-flight' });
    expect(await landed(ask())).toBe('b');
    finish();
    await held.text();
    a.behave(ANSWERS);
    expect(await landed(ask())).toBe('a');
  });

  it.each([
    ['requests', { rpm_limit: 1 }, 'requests per minute used up'],
    ['tokens', { tpm_limit: 1500 }, 'tokens per minute used up'],
  ])('%s per minute: passed by until the window frees', async (_, limit, words) => {
    const { ask, passSeconds } = await fleet({ a: limit });
    expect(await landed(ask())).toBe('a');
    const second = await ask();
    await second.text();
    expect(second.headers.get('x-router-selected-model')).toBe('b');
    expect(second.headers.get('x-router-reason')).toContain(words);
    passSeconds(61);
    expect(await landed(ask())).toBe('a');
  });

  it.each([
    ['no key', { keys: { up_b: 'key-b' } }, {}, 'no key'],
    ['switched off', { a: { enabled: false } }, {}, 'switched off'],
    [
      'a window too small',
      { a: { context_tokens: 500 } },
      { input: 'x'.repeat(4000) },
      'context window too small',
    ],
    [
      'no images',
      { a: { images: false } },
      { input: [{ content: [{ type: 'input_image', image_url: 'data:image/png;base64,AAAA' }] }] },
      'takes no images',
    ],
    ['no tools', { a: { tools: false } }, { tools: [{ type: 'function', name: 'f' }] }, 'takes no tools'],
  ] as const)('%s: passed by, and said so', async (_, options, body, words) => {
    const { router, ask, a } = await fleet(options);
    const answer = await ask('both', { body });
    await answer.text();
    expect(answer.headers.get('x-router-selected-model')).toBe('b');
    expect(router.records[0]?.reason).toContain(`a: ${words}`);
    expect(a.upstream.seen).toHaveLength(0);
  });

  it('a server known to be down is passed by until it is up', async () => {
    const { router, ask } = await fleet();
    router.router.tellDispatch({ type: 'provider-changed', provider: 'up_a', isUp: false });
    expect(await landed(ask())).toBe('b');
    router.router.tellDispatch({ type: 'provider-changed', provider: 'up_a', isUp: true });
    expect(await landed(ask())).toBe('a');
  });
});

describe('when every candidate is out', () => {
  it('answers 503 with the soonest return, and names each with its reason', async () => {
    const { router, a, b, ask } = await fleet();
    a.behave(fails(429, { 'retry-after': '40' }));
    b.behave(fails(429, { 'retry-after': '15' }));
    expect(await landed(ask())).toBe('429');
    const refused = await ask();
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('15');
    expect(await refused.json()).toMatchObject({
      error: {
        code: 'all_candidates_limited',
        message: expect.stringMatching(/a: rate limit \(429\), 40 s left; b: rate limit \(429\), 15 s left/),
      },
    });
    expect(router.records).toHaveLength(2);
    expect(router.records[1]).toMatchObject({ status: 503, attempts: [], cause: 'none' });
  });

  it('never tries a deployment asked for by name elsewhere', async () => {
    const { a, b, ask } = await fleet();
    a.behave(fails(500));
    expect(await landed(ask('a'))).toBe('502');
    expect(b.upstream.seen).toHaveLength(0);
  });
});

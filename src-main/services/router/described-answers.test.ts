import { request as httpRequest } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { createDisposables } from '../../lib/disposables.ts';
import { ANSWERS, fails, startFleet } from './testing/fleet.ts';
import { TEST_LOCAL_KEY, type TestRouter } from './testing/test-router.ts';

let open = createDisposables();
afterEach(async () => {
  await open[Symbol.asyncDispose]();
  open = createDisposables();
});

const fleet = async (more: object = {}) => open.use(await startFleet(more));

const documentSchema = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        responses: z.record(
          z.string(),
          z.object({
            content: z.record(z.string(), z.object({ schema: z.record(z.string(), z.unknown()) })).optional(),
          }),
        ),
      }),
    ),
  ),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
});
type Description = z.infer<typeof documentSchema>;

const describeServer = async (router: TestRouter): Promise<Description> =>
  documentSchema.parse(await (await router.fetch('/openapi.json')).json());

/** A schema of the document with what it refers to, as a schema that checks. */
function checker(schema: object, { components }: Description): z.ZodType {
  const whole = JSON.stringify({ ...schema, $defs: components.schemas });
  return z.fromJSONSchema(JSON.parse(whole.replaceAll('#/components/schemas/', '#/$defs/')));
}

/** What of an answer is not as the served document says; an empty list is a right answer. */
async function misfits(
  described: Description,
  method: string,
  path: string,
  answer: Response,
): Promise<unknown[]> {
  const operation = described.paths[path.split('?', 1)[0] ?? '']?.[method.toLowerCase()];
  const response = operation?.responses[String(answer.status)];
  if (response === undefined) return [`${method} ${path}: ${answer.status} is not described`];
  if (response.content === undefined)
    return (await answer.text()) === '' ? [] : ['a body where none is described'];
  const type = answer.headers.get('content-type')?.split(';', 1)[0] ?? '';
  const content = response.content[type];
  if (content === undefined) return [`${method} ${path}: ${answer.status} as ${type} is not described`];
  if (type !== 'application/json') return [];
  const checked = checker(content.schema, described).safeParse(await answer.json());
  return checked.success ? [] : checked.error.issues;
}

const call = (body: unknown, more: RequestInit = {}): RequestInit => ({
  method: 'POST',
  body: typeof body === 'string' ? body : JSON.stringify(body),
  ...more,
});
const ASKED = { model: 'both', input: 'x', messages: [{ role: 'user', content: 'x' }] };
/** Answers as it is asked to: as a stream, or whole. */
const GOOD: typeof ANSWERS = (res, request) => {
  if (JSON.parse(request.body.toString('utf8')).stream === true) return ANSWERS(res, request);
  const text = { type: 'output_text', text: 'hello' };
  res.writeHead(200, { 'content-type': 'application/json' });
  res.end(
    JSON.stringify({
      id: 'resp_1',
      object: 'response',
      status: 'completed',
      output: [{ type: 'message', id: 'msg_1', role: 'assistant', content: [text] }],
      usage: { input_tokens: 5, output_tokens: 2, total_tokens: 7 },
    }),
  );
};
type OneFleet = Awaited<ReturnType<typeof fleet>>;

function both(answer: typeof ANSWERS): (one: OneFleet) => void {
  return ({ a, b }) => {
    for (const { behave } of [a, b]) behave(answer);
  };
}

const MODEL_CALLS = ['/v1/responses', '/v1/chat/completions'];

describe('every answer is one the served description has', () => {
  it.each([
    '/v1/models',
    '/v1/models?client_version=0.169.0',
    '/codex/models',
    '/health',
    '/health/readiness',
  ])('GET %s', async path => {
    const { router } = await fleet();
    const answer = await router.fetch(path);
    expect(answer.status).toBe(200);
    expect(await misfits(await describeServer(router), 'GET', path, answer)).toEqual([]);
  });

  it.each([
    '/dispatch/metrics',
    '/dispatch/metrics?alias=both',
    '/dispatch/state',
    '/openapi.json',
  ])('GET %s, after requests that went well and badly', async path => {
    const { router, a, ask } = await fleet();
    await (await ask('both', { headers: { 'session-id': 's' } })).text();
    a.behave(fails(429));
    await (await ask('both')).text();
    const answer = await router.fetch(path);
    expect(answer.status).toBe(200);
    expect(await misfits(await describeServer(router), 'GET', path, answer)).toEqual([]);
  });

  it.each([
    ['a plan', {}, ASKED, 200],
    ['a refusal', { keys: {} }, ASKED, 200],
    ['a model nobody knows', {}, { model: 'nobody' }, 200],
    ['no model', {}, {}, 400],
  ])('POST /dispatch/explain: %s', async (_, options, body, status) => {
    const { router } = await fleet(options);
    const answer = await router.fetch('/dispatch/explain', call(body));
    expect(answer.status).toBe(status);
    expect(await misfits(await describeServer(router), 'POST', '/dispatch/explain', answer)).toEqual([]);
  });

  it('POST /dispatch/reset', async () => {
    const { router } = await fleet();
    const answer = await router.fetch('/dispatch/reset', { method: 'POST' });
    expect(await misfits(await describeServer(router), 'POST', '/dispatch/reset', answer)).toEqual([]);
  });

  it('each event of /dispatch/events', async () => {
    const { router, a, ask } = await fleet();
    const leave = new AbortController();
    const listening = await router.fetch('/dispatch/events', { signal: leave.signal });
    a.behave(fails(503));
    await (await ask()).text();
    if (listening.body === null) throw new Error('the events have no body');
    const reader = listening.body.getReader();
    let text = '';
    while (!text.includes('"phase":"ended"')) {
      const { done, value } = await reader.read();
      if (done) break;
      text += Buffer.from(value).toString('utf8');
    }
    leave.abort();
    const described = await describeServer(router);
    const schema =
      described.paths['/dispatch/events']?.get?.responses['200']?.content?.['text/event-stream']?.schema;
    const events = [...text.matchAll(/^data: (.*)$/gm)].map(([, data = '']) => JSON.parse(data));
    expect(events.length).toBeGreaterThanOrEqual(2);
    for (const event of events)
      expect(checker(schema ?? {}, described).safeParse(event).error).toBeUndefined();
  });
});

describe.each(MODEL_CALLS)('POST %s', path => {
  const cases: readonly (readonly [string, number, object, (one: OneFleet) => void, unknown])[] = [
    ['an answer', 200, {}, () => undefined, ASKED],
    ['a stream', 200, {}, () => undefined, { ...ASKED, stream: true }],
    ['no JSON', 400, {}, () => undefined, '{"model":'],
    ['no model', 400, {}, () => undefined, { input: 'x' }],
    ['a model nobody knows', 404, {}, () => undefined, { ...ASKED, model: 'nobody' }],
    ['no key', 400, { keys: {} }, () => undefined, ASKED],
    [
      'over budget',
      400,
      { policy: { budgets: { request_usd: 1e-9, on_reached: 'refuse' } } },
      () => undefined,
      ASKED,
    ],
    [
      'too large',
      413,
      { more: { max_body_bytes: 64 } },
      () => undefined,
      { ...ASKED, input: 'x'.repeat(99) },
    ],
    ['all upstreams at their limits', 429, {}, both(fails(429)), ASKED],
    ['all upstreams broken', 502, {}, both(fails(500)), ASKED],
    ['an upstream refuses the request', 400, {}, both(fails(400)), ASKED],
    [
      'silent upstreams',
      504,
      { more: { timeouts: { ttft_ms: 50, idle_ms: 50 } }, dispatch: { max_attempts: 1 } },
      both(() => undefined),
      ASKED,
    ],
  ];

  it.each(cases)('%s is %i, as described', async (_, status, options, behave, body) => {
    const one = await fleet(options);
    one.a.behave(GOOD);
    behave(one);
    const answer = await one.router.fetch(path, call(body));
    const copy = answer.clone();
    expect([answer.status, status === 200 ? '' : await copy.text()].join(' ')).toMatch(
      new RegExp(`^${status} `),
    );
    expect(await misfits(await describeServer(one.router), 'POST', path, answer)).toEqual([]);
  });

  it('everybody out for a while is 503 with Retry-After', async () => {
    const one = await fleet();
    both(fails(429))(one);
    await (await one.router.fetch(path, call(ASKED))).text();
    const answer = await one.router.fetch(path, call(ASKED));
    expect([answer.status, Number(answer.headers.get('retry-after')) > 0]).toEqual([503, true]);
    expect(await misfits(await describeServer(one.router), 'POST', path, answer)).toEqual([]);
  });

  it('a router that is stopping says so by 503', async () => {
    const one = await fleet();
    let free: () => void = () => undefined;
    one.a.behave((res, request) => {
      free = () => void ANSWERS(res, request);
    });
    const described = await describeServer(one.router);
    const running = one.ask();
    await vi.waitFor(() => expect(one.a.upstream.seen).toHaveLength(1), { timeout: 15_000 });
    const drained = one.router.router.drain(15_000);
    const answer = await send(one.router, 'POST', path, {}, ASKED);
    expect(answer.status).toBe(503);
    expect(await misfits(described, 'POST', path, answer)).toEqual([]);
    free();
    await (await running).text();
    expect(await drained).toBe(0);
  });
});

it('on every path: no key, a foreign page, a foreign name and another method are refused as described', async () => {
  const { router } = await fleet();
  const described = await describeServer(router);
  for (const [path, operations] of Object.entries(described.paths)) {
    for (const method of Object.keys(operations).map(name => name.toUpperCase())) {
      const isOpen = path.startsWith('/health');
      const refused: readonly (readonly [number, Record<string, string>])[] = [
        ...(isOpen ? [] : [[401, { authorization: 'Bearer wrong' }] as const]),
        [403, { origin: 'https://example.com' }],
        [403, { host: 'example.com' }],
      ];
      for (const [status, headers] of refused) {
        const answer = await send(router, method, path, headers);
        expect([path, answer.status]).toEqual([path, status]);
        expect(await misfits(described, method, path, answer)).toEqual([]);
      }
    }
  }
});

/** On a connection of its own and with any Host, which `fetch` sets itself. */
function send(
  router: TestRouter,
  method: string,
  path: string,
  headers: Record<string, string>,
  body: unknown = {},
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const req = httpRequest(
      `${router.url}${path}`,
      { method, agent: false, headers: { authorization: `Bearer ${TEST_LOCAL_KEY}`, ...headers } },
      res => {
        const chunks: Buffer[] = [];
        res.on('data', (chunk: Buffer) => chunks.push(chunk));
        res.on('end', () =>
          resolve(
            new Response(Buffer.concat(chunks), {
              status: res.statusCode ?? 0,
              headers: { 'content-type': res.headers['content-type'] ?? '' },
            }),
          ),
        );
      },
    );
    req.on('error', reject);
    req.end(method === 'POST' ? JSON.stringify(body) : undefined);
  });
}

import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { startTestCore, type TestCore } from '../core/testing/start-test-core.ts';
import { buildRouter } from '../router/testing/build-router.ts';
import { startControlServer } from './control-server.ts';

const schema = z.record(z.string(), z.unknown());
const content = z.record(z.string(), z.object({ schema }));
const documentSchema = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({ responses: z.record(z.string(), z.object({ content: content.optional() })) }),
    ),
  ),
  components: z.object({ schemas: schema }),
});

let folder: string;
let core: TestCore;
let server: AsyncDisposable;
let described: z.infer<typeof documentSchema>;
const socket = () =>
  process.platform === 'win32' ? '\\\\.\\pipe\\described-calls' : join(folder, 'control');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'described-'));
  core = await startTestCore({
    routerScript: await buildRouter(folder),
    routerYaml: {
      listen: { port: 0 },
      providers: { up: { wire_api: 'responses', base_url: 'http://127.0.0.1:9/v1', keyless: true } },
      deployments: { one: { provider: 'up', model: 'm' } },
      aliases: { 'codex-default': { candidates: ['one'] } },
    },
  });
  server = await startControlServer(
    core.core,
    socket(),
    process.platform,
    () => undefined,
    () => 'http://127.0.0.1',
  );
  described = documentSchema.parse((await send('GET', '/api/openapi.json')).body);
}, 60_000);
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await core[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

function send(
  method: string,
  path: string,
  body?: string,
): Promise<{ readonly status: number; readonly body: unknown }> {
  return new Promise((resolve, reject) => {
    const req = request({ socketPath: socket(), path, method, agent: false }, res => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('end', () =>
        resolve({ status: res.statusCode ?? 0, body: JSON.parse(Buffer.concat(chunks).toString()) }),
      );
    });
    req.on('error', reject);
    req.end(body);
  });
}

/** What of an answer is not as described. */
function misfits(method: string, path: string, { status, body }: Awaited<ReturnType<typeof send>>): unknown {
  const response = described.paths[path]?.[method.toLowerCase()]?.responses[String(status)];
  const found = response?.content?.['application/json'];
  if (found === undefined) return `${status} of ${path} is not described`;
  const text = JSON.stringify({ $defs: described.components.schemas, ...found.schema });
  return z.fromJSONSchema(JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/'))).safeParse(body)
    .error;
}

const WEIGHTS = {
  cost: 1,
  ttft: 1,
  total_latency: 1,
  tokens_per_second: 1,
  error_rate: 1,
  token_pressure: 1,
  queue_depth: 1,
};

it.each([
  ['snapshot.get', undefined],
  ['keys.list', undefined],
  ['settings.get', undefined],
  ['settings.write', { file: 'router.yaml', text: 'nonsense: [' }],
  ['settings.edit', { file: 'codex-routing-policy.yaml', edits: [{ path: ['avoid_openai'], value: true }] }],
  ['history.query', { offset: 0, limit: 10 }],
  ['history.days', {}],
  ['decisions.get', { id: 'req_of_nobody' }],
  ['dispatch.preview', { weights: WEIGHTS, temperature: 1 }],
  ['dispatch.setWeights', { weights: WEIGHTS, temperature: 1 }],
  ['dispatch.wake', { deployment: 'one' }],
  ['dispatch.wake', { deployment: 'nobody' }],
  ['budget.lift', undefined],
  ['keys.check', { provider: 'openai' }],
  ['adaptive.report', undefined],
  ['routing.restart', {}],
  ['routing.stop', { force: true }],
])('%s %j answers as described', async (name, input) => {
  const path = `/api/call/${name}`;
  const answer = await send('POST', path, input === undefined ? undefined : JSON.stringify(input));
  expect(answer.status).toBe(200);
  expect(misfits('POST', path, answer)).toBeUndefined();
});

it.each([
  ['an input of another kind', '{"deployment":7}', 400],
  ['no JSON', '{', 400],
  ['too much', `"${'x'.repeat(3_000_000)}"`, 413],
])('%s is refused as described', async (_, body, status) => {
  const answer = await send('POST', '/api/call/dispatch.wake', body);
  expect(answer.status).toBe(status);
  expect(misfits('POST', '/api/call/dispatch.wake', answer)).toBeUndefined();
});

it('an invitation and a call that there is not answer as described', async () => {
  expect(misfits('POST', '/api/invite', await send('POST', '/api/invite'))).toBeUndefined();
  expect((await send('POST', '/api/call/nothing.at.all', '{}')).status).toBe(404);
  expect((await send('GET', '/api/nothing')).status).toBe(404);
});

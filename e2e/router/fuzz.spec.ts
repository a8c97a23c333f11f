import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { z } from 'zod';
import { type InspectedProcess, inspectProcess } from '../fixtures/inspect-process.ts';
import { malformedRequest } from '../fixtures/malformed-requests.ts';
import { createRandom, type Random } from '../fixtures/random.ts';
import { type RawAnswer, type RawRequest, sendRaw } from '../fixtures/raw-http.ts';
import { startResponsesUpstream } from '../fixtures/responses-upstream.ts';
import { findRouterProcess } from '../fixtures/router-process.ts';
import { writeRouterYaml } from '../fixtures/router-yaml.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { startServing } from '../fixtures/serving.ts';
import { signalbox } from '../fixtures/signalbox-command.ts';
import { localKeyFile } from '../fixtures/tray-routing.ts';
import { waitFor } from '../fixtures/wait-for.ts';

const requestCount = Number(process.env.SIGNALBOX_FUZZ_REQUESTS ?? 10_000);
const seed = Number(process.env.SIGNALBOX_FUZZ_SEED ?? Date.now() % 1_000_000) + 1;
/** Connections at a time. */
const width = 40;
/** Compiled code, inline caches and connection pools of 10 000 requests; a kilobyte leaked by each is more. */
const heapGrowthBytes = 8 * 1024 * 1024;

const errorSchema = z.strictObject({
  error: z.strictObject({
    message: z.string().min(1),
    type: z.string().min(1),
    code: z.string().regex(/^[a-z0-9_]+$/),
    param: z.unknown(),
  }),
});

test(`${requestCount} malformed requests crash nothing and leak nothing, each with a well-formed error`, async () => {
  test.setTimeout(300_000);
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  writeRouterYaml(folders, { openaiUrl: upstream.baseUrl, maxBodyBytes: 64 * 1024 });
  await using served = await startServing(folders, {
    env: { OPENAI_API_KEY: 'sk-of-a-person', NODE_OPTIONS: '--inspect=127.0.0.1:0' },
  });
  const port = served.port;
  const router = await findRouterProcess(served.pid);
  const localKey = readFileSync(localKeyFile(folders), 'utf8');
  await using inspected = await inspectRouter(() => served.stderr());
  const random = createRandom(seed);

  // Nothing more comes on this one; the router has to give it up by itself.
  const stuck = sendRaw(port, { kind: 'stuck', bytes: Buffer.from('POST /v1/resp'), finish: 'wait' }, 60_000);
  await fuzz(500, port, localKey, random);
  const before = await settled(inspected);
  const filesBefore = openFiles(router.pid);
  const statuses = await fuzz(requestCount, port, localKey, random);
  expect(wellFormed(await stuck)).toBe(408);
  console.log(`seed ${seed}:`, Object.fromEntries([...statuses].sort()));

  // A busy machine writes the last lines of the log later, and closes the last sockets; a leak never goes away.
  const patience = { timeout: 30_000 };
  await expect
    .poll(async () => (await settled(inspected)).usedHeapBytes - before.usedHeapBytes, patience)
    .toBeLessThan(heapGrowthBytes);
  expect((await findRouterProcess(served.pid)).pid).toBe(router.pid);
  await expect
    .poll(async () => JSON.parse((await signalbox(folders, ['status', '--json'])).stdout).routing)
    .toMatchObject({ phase: 'ready', restarts: 0, inFlight: 0, port });
  await expect.poll(() => openFiles(router.pid), patience).toBeLessThan(filesBefore + 5);
  expect(readFileSync(join(folders.signalboxHome, 'logs', 'signalbox.jsonl'), 'utf8')).not.toContain(
    'defect',
  );
  const answer = await fetch(`http://127.0.0.1:${port}/v1/responses`, {
    method: 'POST',
    headers: { authorization: `Bearer ${localKey}` },
    body: JSON.stringify({ model: 'codex-default', input: 'Hi' }),
  });
  expect(await answer.text()).toContain('"OK."');
});

/** Sends so many, `width` at a time. @returns how often each status came */
async function fuzz(
  count: number,
  port: number,
  localKey: string,
  random: Random,
): Promise<ReadonlyMap<string, number>> {
  const statuses = new Map<string, number>();
  let left = count;
  async function work(): Promise<void> {
    while (left > 0) {
      left -= 1;
      const request = malformedRequest(random, localKey);
      const status = await judge(port, request);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  }
  await Promise.all(Array.from({ length: width }, work));
  return statuses;
}

async function judge(port: number, request: RawRequest): Promise<string> {
  const answer = await sendRaw(port, request);
  if (answer === undefined) {
    // Who leaves first gets no answer; everybody else has a right to one.
    if (request.finish === 'destroy' || (request.finish === 'end' && request.bytes.length === 0))
      return 'left';
    throw new Error(`no answer to ${describe(request)}`);
  }
  if (request.isHead) return String(answer.status);
  try {
    return String(wellFormed(answer));
  } catch (cause) {
    throw new Error(`seed ${seed}, ${describe(request)}: ${answer.status} ${answer.body}`, { cause });
  }
}

/** @returns the status @throws when an error has not the shape that scripts rely on */
function wellFormed(answer: RawAnswer | undefined): number {
  if (answer === undefined) throw new Error('no answer');
  if (answer.status >= 400) {
    // Plain code: ten thousand steps in the report would take longer than the requests.
    const type = answer.headers.get('content-type') ?? 'no type';
    if (!type.startsWith('application/json')) throw new Error(type);
    errorSchema.parse(JSON.parse(answer.body));
  }
  return answer.status;
}

function describe({ kind, bytes }: RawRequest): string {
  return `${kind}: ${JSON.stringify(bytes.subarray(0, 300).toString('latin1'))}`;
}

/** The router is the second process that Node's inspector was asked for. */
async function inspectRouter(stderr: () => string): Promise<InspectedProcess> {
  const url = await waitFor('the inspector', () => [...stderr().matchAll(/ws:\/\/\S+/g)][1]?.[0]);
  return inspectProcess(url);
}

/** What is held once the router is at rest: nothing but what it always has, and a few kept connections. */
async function settled(inspected: InspectedProcess) {
  return waitFor('the router to hold nothing of the requests', async () => {
    const holdings = await inspected.holdings();
    return holdings.resources.length <= 12 ? holdings : undefined;
  });
}

function openFiles(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}

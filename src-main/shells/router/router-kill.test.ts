import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { savedDispatchSchema } from '../../contract/saved-dispatch.ts';
import { routerSettingsSchema } from '../../contract/settings.ts';
import { textOf } from '../../domain/sentence/sentence.ts';
import { hasErrorCode } from '../../services/host/has-error-code.ts';
import { listLedgerFiles } from '../../services/ledger/ledger-files.ts';
import { openLedger } from '../../services/ledger/open-ledger.ts';
import { parseRecord } from '../../services/ledger/parse-record.ts';
import { startScriptedUpstream } from '../../services/router/testing/scripted-upstream.ts';
import { TEST_LOCAL_KEY, TEXT_STREAM } from '../../services/router/testing/test-router.ts';
import { spawnNodeRouter } from '../../services/supervise/spawn-node-router.ts';
import { builtRouterFor } from './testing/built-router.ts';

/** One after the other on the same files, so that every start also reads what the kill before it left. */
const ROUNDS = 50;
const built = builtRouterFor('router-kill');

/** Starts a router, loads it, and kills it at a random moment. @returns how many answers clients had whole */
async function runUntilKilled(upstreamUrl: string, afterMs: number): Promise<number> {
  const router = spawnNodeRouter(built.script(), process.env);
  const exited = new Promise<string>(resolve => router.onExit(how => resolve(textOf(how))));
  const port = await new Promise<number>((resolve, reject) => {
    void exited.then(how => reject(new Error(how)));
    router.onMessage(message => {
      if (message.type === 'ready') resolve(message.port);
      if (message.type === 'failed') reject(new Error(message.message));
    });
    router.send(
      built.startMessage(
        routerSettingsSchema.parse({
          listen: { port: 0 },
          providers: { up: { wire_api: 'responses', base_url: upstreamUrl, keyless: true } },
          deployments: { a: { provider: 'up', model: 'm', max_in_flight: 100, rpm_limit: 1_000_000 } },
          aliases: { 'codex-default': { candidates: ['a'] } },
        }),
      ),
    );
  });
  let answered = 0;
  let isOver = false;
  const client = async (): Promise<void> => {
    while (!isOver) {
      try {
        const answer = await fetch(`http://127.0.0.1:${port}/v1/responses`, {
          method: 'POST',
          headers: { authorization: `Bearer ${TEST_LOCAL_KEY}`, 'session-id': `s${answered % 9}` },
          body: '{"model":"codex-default","stream":true,"input":"x"}',
        });
        if ((await answer.text()).includes('response.completed')) answered += 1;
      } catch (cause) {
        if (!isOver) throw cause;
      }
    }
  };
  const clients = Array.from({ length: 6 }, client);
  await delay(afterMs);
  isOver = true;
  router.kill();
  expect(await exited).toBe('signal SIGKILL');
  await Promise.all(clients);
  return answered;
}

it(`killed ${ROUNDS} times under load, the router leaves a readable log and state: no half record, none twice`, async () => {
  await using upstream = await startScriptedUpstream(res => {
    res.writeHead(200, { 'content-type': 'text/event-stream' });
    res.end(TEXT_STREAM.join('').replaceAll('resp_1', `resp_${Math.random().toString(36).slice(2)}`));
  });
  let answered = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    answered += await runUntilKilled(upstream.baseUrl, 20 + Math.random() * 700);
    const state = await readFile(join(built.folder(), 'state/dispatch.json'), 'utf8').catch(
      (cause: unknown) => {
        if (hasErrorCode(cause, 'ENOENT')) return undefined; // killed before its first save
        throw cause;
      },
    );
    if (state !== undefined) expect(savedDispatchSchema.safeParse(JSON.parse(state)).error).toBeUndefined();
  }
  // Opening mends what the last kill left.
  await (await openLedger({ folder: join(built.folder(), 'logs'), onError: console.error }))[
    Symbol.asyncDispose
  ]();
  const ids: string[] = [];
  for (const path of await listLedgerFiles(join(built.folder(), 'logs'))) {
    const lines = (await readFile(path, 'utf8')).split('\n');
    expect(lines.pop()).toBe('');
    for (const line of lines) ids.push(parseRecord(line)?.id ?? `unreadable: ${line}`);
  }
  expect(ids.filter(id => !id.startsWith('req_'))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
  // A record waits 200 ms at most: what was answered before that is there.
  expect(ids.length).toBeGreaterThan(0);
  expect(ids.length).toBeLessThanOrEqual(upstream.seen.length);
  expect(answered).toBeGreaterThan(0);
}, 180_000);

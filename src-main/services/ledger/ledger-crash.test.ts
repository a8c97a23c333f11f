import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listLedgerFiles } from './ledger-files.ts';
import { openLedger } from './open-ledger.ts';

const ROUNDS = 20;
let folder: string;
let writer: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signalbox-crash-'));
  await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      ssr: join(import.meta.dirname, 'testing/ledger-writer.ts'),
      outDir: join(folder, 'out'),
      target: 'node20',
      rollupOptions: { output: { entryFileNames: 'writer.mjs' } },
    },
    ssr: { noExternal: true },
  });
  writer = join(folder, 'out/writer.mjs');
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function writeUntilKilled(logs: string, run: string, afterMs: number): Promise<void> {
  const child = spawn(process.execPath, [writer, logs, run], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  await Promise.race([once(child.stdout, 'data'), exit]);
  await delay(afterMs);
  child.kill('SIGKILL');
  expect(await exit).toEqual([null, 'SIGKILL']);
}

it(`killed ${ROUNDS} times while writing, the log holds whole records, each once, with no gap`, async () => {
  const logs = join(folder, 'logs');
  for (let round = 0; round < ROUNDS; round += 1) {
    await writeUntilKilled(logs, `run${round}`, Math.random() * 40);
  }
  // Opening mends what the last kill left.
  await (await openLedger({ folder: logs, onError: console.error }))[Symbol.asyncDispose]();
  const ids: string[] = [];
  for (const path of await listLedgerFiles(logs)) {
    const lines = (await readFile(path, 'utf8')).split('\n');
    expect(lines.pop()).toBe('');
    for (const line of lines) ids.push(JSON.parse(line).id);
  }
  expect(new Set(ids).size).toBe(ids.length);
  for (let round = 0; round < ROUNDS; round += 1) {
    const numbers = ids.filter(id => id.startsWith(`run${round}-`)).map(id => Number(id.split('-')[1]));
    expect(numbers).toEqual(numbers.map((_, at) => at));
  }
  expect(ids.length).toBeGreaterThan(100);
}, 60_000);

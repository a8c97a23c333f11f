import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { RequestRecord } from '../../contract/request-record.ts';
import { openLedgerLater } from './late-ledger.ts';

const record = (id: string): RequestRecord => ({
  v: 1,
  id,
  at_ms: 0,
  kind: 'turn',
  asked: 'a',
  resolved: 'a',
  strategy: 'ordered',
  candidates: [],
  attempts: [],
  cause: 'direct',
  choice_probability: 1,
  reason: 'a -> a',
  status: 200,
  total_ms: 1,
});

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'late-'));
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(root, { recursive: true, force: true });
});

it('keeps what came before it was open', async () => {
  const ledger = openLedgerLater(join(root, 'logs'), cause => {
    throw cause;
  });
  ledger.append(record('one'));
  await ledger[Symbol.asyncDispose]();
  expect(await readFile(join(root, 'logs/cost_router.jsonl'), 'utf8')).toContain('"id":"one"');
});

it('takes records while its folder cannot be written, and writes them when it can', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  // A file where the folder should be: as unusable as a full disk, for root, too.
  await writeFile(join(root, 'logs'), '');
  const troubles: unknown[] = [];
  const ledger = openLedgerLater(join(root, 'logs'), cause => troubles.push(cause));
  ledger.append(record('one'));
  await vi.waitFor(() => expect(troubles).toHaveLength(1));
  await rm(join(root, 'logs'));
  await vi.advanceTimersByTimeAsync(5000);
  ledger.append(record('two'));
  await ledger[Symbol.asyncDispose]();
  const lines = (await readFile(join(root, 'logs/cost_router.jsonl'), 'utf8')).trimEnd().split('\n');
  expect(lines.map(line => JSON.parse(line).id)).toEqual(['one', 'two']);
  expect(troubles).toHaveLength(1);
});

import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLedger } from './open-ledger.ts';
import { readLedger, readNewest } from './read-ledger.ts';
import { recordOf } from './testing/record-fixture.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signalbox-ledger-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const current = () => join(folder, 'cost_router.jsonl');
const open = (more = {}) =>
  openLedger({
    folder,
    onError: cause => {
      throw cause;
    },
    ...more,
  });
const idsOf = async () => {
  const ids: string[] = [];
  for await (const { id } of readLedger(folder)) ids.push(id);
  return ids;
};
const lines = async () => (await readFile(current(), 'utf8')).split('\n');

describe('the request log', () => {
  it('writes each record as one line, and all of them on closing', async () => {
    {
      await using ledger = await open({ delayMs: 60_000 });
      for (const id of ['r1', 'r2', 'r3']) ledger.append(recordOf(id));
    }
    expect(await idsOf()).toEqual(['r1', 'r2', 'r3']);
    expect((await lines()).at(-1)).toBe('');
  });

  it('writes soon without being asked', async () => {
    await using ledger = await open({ delayMs: 5 });
    ledger.append(recordOf('r1'));
    await expect.poll(idsOf).toEqual(['r1']);
  });

  it('takes a record once, also after a restart, by its id and by the answer it records', async () => {
    const upstream_response_id = 'resp_0123456789abcdef';
    const first = recordOf('r1', { upstream_response_id });
    {
      await using ledger = await open();
      ledger.append(first);
      ledger.append(first);
    }
    await using ledger = await open();
    ledger.append(first);
    ledger.append({ ...first, id: 'r2' });
    ledger.append(recordOf('r3', { upstream_response_id, provider: 'gemini' }));
    await ledger.flush();
    expect(await idsOf()).toEqual(['r1', 'r3']);
  });

  it('keeps two answers whose server numbers them so that a number comes again', async () => {
    await using ledger = await open();
    ledger.append(recordOf('r1', { upstream_response_id: 'chatcmpl-417', provider: 'ollama' }));
    ledger.append(recordOf('r2', { upstream_response_id: 'chatcmpl-417', provider: 'ollama' }));
    await ledger.flush();
    expect(await idsOf()).toEqual(['r1', 'r2']);
  });

  it('rotates, keeps as many generations as asked, and reads over all of them in order', async () => {
    await using ledger = await open({ maxBytes: 2000, generations: 2 });
    for (let at = 0; at < 20; at += 1) {
      ledger.append(recordOf(`r${at}`));
      await ledger.flush();
    }
    expect((await readdir(folder)).sort()).toEqual(
      expect.arrayContaining(['cost_router.jsonl.1', 'cost_router.jsonl.2']),
    );
    expect(await readdir(folder)).not.toContain('cost_router.jsonl.3');
    const ids = await idsOf();
    const oldest = 20 - ids.length;
    expect(oldest).toBeGreaterThan(0);
    expect(ids).toEqual(Array.from({ length: ids.length }, (_, at) => `r${oldest + at}`));
    expect((await readNewest(folder, 7)).map(({ id }) => id)).toEqual(ids.slice(-7).reverse());
  });
});

describe('a crash', () => {
  it('in the middle of a line, at any byte, costs at most that line', async () => {
    const whole = `${JSON.stringify(recordOf('r1'))}\n`;
    const last = Buffer.from(`${JSON.stringify(recordOf('r2'))}\n`);
    for (let bytes = 0; bytes <= last.length; bytes += 7) {
      await writeFile(current(), Buffer.concat([Buffer.from(whole), last.subarray(0, bytes)]));
      await using ledger = await open();
      ledger.append(recordOf('r3'));
      await ledger.flush();
      for (const line of (await lines()).slice(0, -1)) expect(() => JSON.parse(line)).not.toThrow();
      const isKept = bytes >= last.length - 1;
      expect(await idsOf()).toEqual(isKept ? ['r1', 'r2', 'r3'] : ['r1', 'r3']);
    }
  });

  it('that left a whole line without its end keeps that line', async () => {
    await writeFile(current(), JSON.stringify(recordOf('r1')));
    await using ledger = await open();
    ledger.append(recordOf('r2'));
    await ledger.flush();
    expect(await idsOf()).toEqual(['r1', 'r2']);
  });

  it('that damaged lines in the middle is passed over and told of', async () => {
    const good = (id: string) => `${JSON.stringify(recordOf(id))}\n`;
    await writeFile(current(), `${good('r1')}{"v":1,"id":\n\0\0\0\n[]\n{"v":9}\n${good('r2')}`);
    const damaged: number[] = [];
    const ids: string[] = [];
    for await (const { id } of readLedger(folder, { onDamaged: (_path, line) => damaged.push(line) }))
      ids.push(id);
    expect(ids).toEqual(['r1', 'r2']);
    expect(damaged).toEqual([2, 3, 4, 5]);
  });
});

describe('reading', () => {
  it('of a log that is not there gives nothing', async () => {
    expect(await readNewest(join(folder, 'none'), 5)).toEqual([]);
  });
  it('backwards over many chunks gives every record once, newest first', async () => {
    const reason = 'é'.repeat(4000);
    for (let at = 0; at < 150; at += 1) {
      await appendFile(current(), `${JSON.stringify(recordOf(`r${at}`, { reason }))}\n`);
    }
    const ids = (await readNewest(folder, 1000)).map(({ id }) => id);
    expect(ids).toEqual(Array.from({ length: 150 }, (_, at) => `r${149 - at}`));
  });
  it('gives a record that stands twice once', async () => {
    const line = `${JSON.stringify(recordOf('r1'))}\n`;
    await writeFile(current(), line + line);
    expect(await idsOf()).toEqual(['r1']);
    expect(await readNewest(folder, 9)).toHaveLength(1);
  });
});

import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { hasErrorCode } from '../host/has-error-code.ts';
import { openLedger } from './open-ledger.ts';
import { openStateFile } from './open-state-file.ts';
import { parseRecord } from './parse-record.ts';
import { recordOf } from './testing/record-fixture.ts';

/** A file system of 64 KiB, which only root may mount (and not in every container). */
const probe = await mkdtemp(join(tmpdir(), 'full-disk-probe-'));
const mount = (folder: string) =>
  execa('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { reject: false });
const canMount = process.platform === 'linux' && !(await mount(probe)).failed;
if (canMount) await execa('umount', [probe]);
await rm(probe, { recursive: true });

let folder: string;
let troubles: unknown[];
const onError = (cause: unknown) => troubles.push(cause);
const codes = () =>
  troubles.map(cause => (cause instanceof Error && 'code' in cause ? cause.code : String(cause)));
const idOf = (line: string) => parseRecord(line)?.id ?? `unreadable: ${line}`;
const filler = () => join(folder, 'filler');

/** Leaves less than `freeBytes` on the disk; pages of 4 KiB make it anything below the next 4 KiB. */
async function fillDisk(freeBytes: number): Promise<void> {
  const total = 64 * 1024;
  const used = await readdir(folder).then(names => names.length * 4096);
  await writeFile(filler(), Buffer.alloc(Math.max(0, total - used - freeBytes))).catch((cause: unknown) => {
    if (!hasErrorCode(cause, 'ENOSPC')) throw cause;
  });
}

describe.runIf(canMount)('a disk that is full', () => {
  beforeEach(async () => {
    troubles = [];
    folder = await mkdtemp(join(tmpdir(), 'full-disk-'));
    expect((await mount(folder)).failed).toBe(false);
  });
  afterEach(async () => {
    await execa('umount', [folder]);
    await rm(folder, { recursive: true });
  });

  it('costs the log no record, leaves none half and none twice, and is told once', async () => {
    const log = join(folder, 'cost_router.jsonl');
    const ids = Array.from({ length: 40 }, (_, n) => `req_${n}`);
    {
      await using ledger = await openLedger({ folder, onError, delayMs: 60_000 });
      ledger.append(recordOf('req_before'));
      await ledger.flush();
      await fillDisk(8 * 1024);
      // Together larger than what is free: the disk takes a part of the batch and refuses the rest.
      for (const id of ids) ledger.append(recordOf(id, { reason: 'x'.repeat(600) }));
      await ledger.flush();
      await ledger.flush();
      await ledger.flush();
      expect(codes()).toEqual(['ENOSPC']);
      const kept = (await readFile(log, 'utf8')).split('\n');
      expect(kept.pop()).toBe('');
      expect(kept.map(idOf)).toEqual(['req_before']);

      await rm(filler());
      ledger.append(recordOf('req_after'));
      await ledger.flush();
      expect(ledger.lost()).toBe(0);
    }
    const lines = (await readFile(log, 'utf8')).split('\n');
    expect(lines.pop()).toBe('');
    expect(lines.map(idOf)).toEqual(['req_before', ...ids, 'req_after']);
    expect(codes()).toEqual(['ENOSPC']);
  });

  it('leaves the state as it was, is told once, and what changed is written when there is room', async () => {
    const path = join(folder, 'dispatch.json');
    const schema = z.strictObject({ text: z.string() });
    let text = 'old';
    await using state = await openStateFile({ path, schema, take: () => ({ text }), onError });
    state.touch();
    await state.flush();
    await fillDisk(0);
    text = 'new '.repeat(3000);
    state.touch();
    await state.flush();
    await state.flush();
    expect(codes()).toEqual(['ENOSPC']);
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ text: 'old' });
    expect((await readdir(folder)).sort()).toEqual(['dispatch.json', 'filler']);

    await rm(filler());
    await state.flush();
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ text });
    expect(codes()).toEqual(['ENOSPC']);
  });
});

import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type FileLayer, nodeFiles } from './file-layer.ts';
import { faultLayer } from './testing/fault-layer.ts';
import { type SwapMachine, swapMachine } from './testing/swap-machine.ts';
import { swapSpec } from './testing/swap-spec.ts';

const ORIGINAL = '# mine\nmodel = "gpt-6-sol"\n';
const THEIRS = '\n[projects."/p"]\ntrust_level = "trusted"\n';

/** The real files, with a change of somebody else's at the changing step of that number. */
function meddledAt(step: number, machine: SwapMachine) {
  return faultLayer({
    step,
    when: 'before',
    strike: () => writeFileSync(machine.config, `${machine.read()?.text ?? ''}${THEIRS}`),
  });
}

describe('a change of config.toml by somebody else', () => {
  it('at any moment of a swap survives, but for that of the rename itself', async () => {
    let met = 0;
    for (let step = 1; step <= 40; step += 1) {
      using machine = swapMachine();
      machine.write(ORIGINAL);
      const { files, steps } = meddledAt(step, machine);
      await machine.signalbox(files).enable(swapSpec);
      expect(machine.read()?.text).toContain('"signalbox"');
      await machine.signalbox().restore();
      if (steps().length < step) break;
      // The backup and the journal are renamed before config.toml.
      const renames = steps()
        .slice(0, step)
        .filter(name => name === 'rename').length;
      if (steps()[step - 1] === 'rename' && renames === 3) continue;
      met += 1;
      expect(machine.read()?.text, `step ${step} ${steps()[step - 1]}`).toBe(`${ORIGINAL}${THEIRS}`);
    }
    expect(met).toBeGreaterThan(15);
  });

  it('at any moment of a restore survives, but for that of the rename itself', async () => {
    let met = 0;
    for (let step = 1; step <= 40; step += 1) {
      using machine = swapMachine();
      machine.write(ORIGINAL);
      await machine.signalbox().enable(swapSpec);
      const { files, steps } = meddledAt(step, machine);
      await machine.signalbox(files).restore();
      if (steps().length < step) break;
      if (steps()[step - 1] === 'rename') continue;
      met += 1;
      expect(machine.read()?.text, `step ${step} ${steps()[step - 1]}`).toBe(`${ORIGINAL}${THEIRS}`);
      expect(machine.names()).toEqual(['config.toml']);
    }
    expect(met).toBeGreaterThan(5);
  });

  it('that never ends keeps it from being swapped, and nothing of ours stays', async () => {
    using machine = swapMachine();
    machine.write(ORIGINAL);
    let changes = 0;
    const restless: FileLayer = {
      ...nodeFiles,
      async chmod(path, mode) {
        await nodeFiles.chmod(path, mode);
        changes += 1;
        if (path.includes('config.toml.signalbox')) machine.write(`${ORIGINAL}# ${changes}\n`);
      },
    };
    await expect(machine.signalbox(restless).enable(swapSpec)).rejects.toMatchObject({
      code: 'swap-conflict',
      detail: 'changed_meanwhile',
    });
    expect(machine.read()?.text).toBe(`${ORIGINAL}# ${changes}\n`);
    expect(machine.names()).toEqual(['config.toml']);
    expect(await machine.signalbox().restore()).toMatchObject({ result: 'not-swapped' });
  });
});

/** Only an administrator can have files of two accounts to test with. */
const isRoot = process.getuid?.() === 0;
const SOMEBODY = 65_534;

describe.skipIf(!isRoot)('on a machine with two accounts', () => {
  it('a file that an administrator swaps and restores stays its owner’s', async () => {
    using machine = swapMachine();
    machine.write(ORIGINAL, 0o640);
    chownSync(machine.config, SOMEBODY, SOMEBODY);
    const owner = () => {
      const { uid, gid, mode } = statSync(machine.config);
      return [uid, gid, mode & 0o777];
    };
    await machine.signalbox().enable(swapSpec);
    expect(owner()).toEqual([SOMEBODY, SOMEBODY, 0o640]);
    await machine.signalbox().restore();
    expect([owner(), machine.read()?.text]).toEqual([[SOMEBODY, SOMEBODY, 0o640], ORIGINAL]);
  });

  it('a file that would become another’s is not swapped, and a lock of another’s is respected', async () => {
    using machine = swapMachine();
    machine.write(ORIGINAL, 0o666);
    const state = join(machine.root, 'state-of-somebody');
    mkdirSync(state);
    for (const folder of [machine.root, machine.home, state]) chmodSync(folder, 0o777);
    const asSomebody = async (work: () => Promise<unknown>) => {
      process.seteuid?.(SOMEBODY);
      try {
        await work();
      } finally {
        process.seteuid?.(0);
      }
    };
    const swap = machine.signalbox(nodeFiles, undefined, state);
    await asSomebody(() => expect(swap.enable(swapSpec)).rejects.toMatchObject({ detail: 'not_writable' }));
    expect([machine.read()?.text, machine.names()]).toEqual([ORIGINAL, ['config.toml']]);
    const lock = join(machine.home, '.signalbox-swap.lock');
    writeFileSync(lock, '{}', { mode: 0o600 });
    await asSomebody(() => expect(swap.enable(swapSpec)).rejects.toMatchObject({ detail: 'locked' }));
    expect([readFileSync(lock, 'utf8'), machine.read()?.text]).toEqual(['{}', ORIGINAL]);
  });
});

describe('a journal that cannot be believed', () => {
  const journalOf = (machine: SwapMachine) => join(machine.root, 'state', 'codex-swap.json');

  it.each([
    ['cut off in the middle', (text: string) => text.slice(0, text.length / 2)],
    ['cut off at its last bracket', (text: string) => text.trimEnd().slice(0, -1)],
    ['empty', () => ''],
    ['full of zeros, as after a power cut', (text: string) => '\0'.repeat(text.length)],
    ['of a newer version', (text: string) => text.replace('"version": 1', '"version": 2')],
    ['with a field of a newer version', (text: string) => text.replace('{', '{"later": true,')],
    ['no UTF-8', () => Buffer.from([0xff, 0xfe, 0x7b])],
  ])('because it is %s is never ignored, and nothing is touched by it', async (_name, damage) => {
    using machine = swapMachine();
    machine.write('# mine\n');
    await machine.signalbox().enable(swapSpec);
    const swapped = machine.read();
    const damaged = damage(readFileSync(journalOf(machine), 'utf8'));
    writeFileSync(journalOf(machine), damaged);
    const refused = {
      code: 'contract-violation',
      detail: 'journal_broken',
      remedy: expect.stringContaining('--force'),
    };
    await expect(machine.signalbox().restore()).rejects.toMatchObject(refused);
    await expect(machine.signalbox().enable(swapSpec)).rejects.toMatchObject(refused);
    await expect(machine.signalbox().status()).rejects.toMatchObject(refused);
    expect([machine.read(), machine.names()]).toEqual([swapped, ['config.toml']]);
    expect(readFileSync(journalOf(machine))).toEqual(Buffer.from(damaged));
    expect(await machine.signalbox().restoreByForce()).toMatchObject({ result: 'merged' });
    expect(machine.read()?.text).toBe('# mine\n');
    expect(readdirSync(join(machine.root, 'state'))).toEqual(['codex-backups']);
  });

  it('does not restore an original whose backup was damaged: it takes our keys out instead', async () => {
    using machine = swapMachine();
    machine.write(ORIGINAL);
    await machine.signalbox().enable(swapSpec);
    const backups = join(machine.root, 'state', 'codex-backups');
    for (const name of readdirSync(backups))
      writeFileSync(join(backups, name), 'model = "of somebody else"\n');
    expect(await machine.signalbox().restore()).toMatchObject({ result: 'merged' });
    expect(machine.read()?.text).toBe(ORIGINAL);
  });
});

it.each([
  ['EACCES', 'not_writable'],
  ['EROFS', 'not_writable'],
  ['ENOSPC', 'disk_full'],
])('a folder that takes no lock because of %s is explained', async (code, detail) => {
  using machine = swapMachine();
  machine.write(ORIGINAL);
  const create = () => Promise.reject(Object.assign(new Error(code), { code }));
  await expect(machine.signalbox({ ...nodeFiles, create }).enable(swapSpec)).rejects.toMatchObject({
    code: 'swap-conflict',
    detail,
    message: expect.stringContaining(machine.home),
  });
  expect(machine.read()?.text).toBe(ORIGINAL);
});

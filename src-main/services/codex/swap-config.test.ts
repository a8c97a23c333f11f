import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeFiles } from './file-layer.ts';
import { faultLayer } from './testing/fault-layer.ts';
import { swapMachine } from './testing/swap-machine.ts';
import { swapSpec } from './testing/swap-spec.ts';

const ORIGINAL = '# mine\nmodel = "gpt-6-sol"\n';
const failure = (code: string) => () => {
  throw Object.assign(new Error(code), { code });
};

describe('a config swap', () => {
  it('is undone to the byte, mode included, any number of times', async () => {
    using machine = swapMachine();
    machine.write(ORIGINAL, 0o444);
    await machine.signalbox().enable(swapSpec);
    expect(machine.read()).toMatchObject({ mode: 0o444, text: expect.stringContaining('"signalbox"') });
    expect(await machine.signalbox().restore()).toMatchObject({ result: 'identical', changes: [], kept: [] });
    expect(machine.read()).toEqual({ text: ORIGINAL, mode: 0o444 });
    expect(await machine.signalbox().restore()).toMatchObject({ result: 'not-swapped' });
    expect(machine.names()).toEqual(['config.toml']);
  });

  it('hides a door from other users while it stands in the file, and gives them the file back', async () => {
    using machine = swapMachine();
    machine.write(ORIGINAL, 0o644);
    const door = { form: 'base-url', baseUrl: 'http://127.0.0.1:4000/signalbox/door/v1' } as const;
    await machine.signalbox().enable(door);
    expect(machine.read()?.mode).toBe(0o600);
    await machine.signalbox().restore();
    expect(machine.read()).toEqual({ text: ORIGINAL, mode: 0o644 });
    await machine.signalbox().enable(door);
    machine.write(`${machine.read()?.text}added = 1\n`, 0o600);
    await machine.signalbox().restore();
    expect(machine.read()).toEqual({ text: `${ORIGINAL}added = 1\n`, mode: 0o644 });
  });

  it('keeps what others wrote meanwhile and names its lines', async () => {
    using machine = swapMachine();
    machine.write(ORIGINAL);
    await machine.signalbox().enable(swapSpec);
    machine.write(`${machine.read()?.text}\n[projects."/p"]\ntrust_level = "trusted"\n`);
    expect(await machine.signalbox().restore()).toEqual({
      result: 'merged',
      path: machine.config,
      changes: [
        {
          beforeLine: 3,
          afterLine: 3,
          removed: [],
          added: ['\n', '[projects."/p"]\n', 'trust_level = "trusted"\n'],
        },
      ],
      kept: [],
    });
    expect(machine.read()?.text).toBe(`${ORIGINAL}\n[projects."/p"]\ntrust_level = "trusted"\n`);
  });

  it('done again with another port still undoes to what the person had at first', async () => {
    using machine = swapMachine();
    machine.write(ORIGINAL);
    await machine.signalbox().enable(swapSpec);
    if (swapSpec.form !== 'provider') throw new Error('the test needs the provider form');
    const moved = { ...swapSpec, provider: { ...swapSpec.provider, baseUrl: 'http://127.0.0.1:4999/v1' } };
    await machine.signalbox().enable(moved);
    expect(machine.read()?.text).toContain('127.0.0.1:4999');
    await machine.signalbox().restore();
    expect(machine.read()?.text).toBe(ORIGINAL);
  });

  it('shows the exact difference from the own configuration while it is active', async () => {
    using machine = swapMachine();
    machine.write(ORIGINAL);
    expect(await machine.signalbox().status()).toMatchObject({ active: false, changes: [] });
    await machine.signalbox().enable(swapSpec);
    const { active, changes } = await machine.signalbox().status();
    expect(active).toBe(true);
    expect(changes[0]).toMatchObject({ beforeLine: 2, removed: ['model = "gpt-6-sol"\n'] });
    expect(changes.flatMap(change => change.added).join('')).toContain('[model_providers.signalbox]\n');
  });

  it('keeps a link into a dotfiles folder and changes only its target', async () => {
    using machine = swapMachine();
    const target = join(machine.root, 'dotfiles.toml');
    writeFileSync(target, ORIGINAL);
    symlinkSync('../dotfiles.toml', machine.config);
    await machine.signalbox().enable(swapSpec);
    expect(readFileSync(target, 'utf8')).toContain('signalbox');
    await machine.signalbox().restore();
    expect(readlinkSync(machine.config)).toBe('../dotfiles.toml');
    expect(readFileSync(target, 'utf8')).toBe(ORIGINAL);
  });

  it('follows a link that somebody replaced by a copy meanwhile', async () => {
    using machine = swapMachine();
    const target = join(machine.root, 'dotfiles.toml');
    writeFileSync(target, ORIGINAL);
    symlinkSync(target, machine.config);
    await machine.signalbox().enable(swapSpec);
    const copy = readFileSync(target, 'utf8');
    rmSync(machine.config);
    writeFileSync(machine.config, `${copy}added = 1\n`);
    await machine.signalbox().restore();
    expect([readFileSync(target, 'utf8'), machine.read()?.text.includes('signalbox')]).toEqual([
      ORIGINAL,
      false,
    ]);
  });

  it.each([
    ['a folder', 'not_a_file', (path: string) => mkdirSync(path)],
    ['a link in a circle', 'link_loop', (path: string) => symlinkSync(path, path)],
    ['a link into nowhere', 'link_dangling', (path: string) => symlinkSync('../none/x.toml', path)],
    ['broken TOML', 'unparsable', (path: string) => writeFileSync(path, 'a = = 1')],
    ['no UTF-8', 'not_utf8', (path: string) => writeFileSync(path, Buffer.from([0x61, 0xff]))],
    [
      'keys of another Signalbox',
      'marked',
      (path: string) => writeFileSync(path, '[model_providers.signalbox]\nname = "S"\n'),
    ],
    [
      'a second name',
      'hard_link',
      (path: string) => {
        writeFileSync(path, ORIGINAL);
        linkSync(path, `${path}.other`);
      },
    ],
  ])('refuses %s and leaves it', async (_name, detail, put) => {
    using machine = swapMachine();
    put(machine.config);
    const before = machine.names();
    await expect(machine.signalbox().enable(swapSpec)).rejects.toMatchObject({
      code: 'swap-conflict',
      detail,
    });
    expect(machine.names()).toEqual(before);
    expect(await machine.signalbox().restore()).toMatchObject({ result: 'not-swapped' });
  });

  it('puts the original back when Codex refuses the result', async () => {
    using machine = swapMachine();
    machine.write(ORIGINAL);
    const refusing = machine.signalbox(nodeFiles, async () => ({
      accepted: false,
      words: 'unknown field `x`',
    }));
    await expect(refusing.enable(swapSpec)).rejects.toMatchObject({
      code: 'settings-invalid',
      message: expect.stringContaining('unknown field `x`'),
    });
    expect(machine.read()?.text).toBe(ORIGINAL);
    expect(machine.names()).toEqual(['config.toml']);
  });

  it.each([
    'ENOSPC',
    'EACCES',
    'EROFS',
  ])('that meets %s at any step leaves the original and no litter', async code => {
    for (let step = 1; step <= 40; step += 1) {
      using machine = swapMachine();
      machine.write(ORIGINAL);
      const { files, steps } = faultLayer({ step, when: 'before', strike: failure(code) });
      const result = await machine
        .signalbox(files)
        .enable(swapSpec)
        .then(
          () => 'done',
          () => 'failed',
        );
      await machine.signalbox().restore();
      expect(machine.read(), `step ${step} ${steps().at(step - 1)}: ${result}`).toEqual({
        text: ORIGINAL,
        mode: 0o644,
      });
      expect(machine.names()).toEqual(['config.toml']);
    }
  });

  it('waits with a restore that the file system refuses, and does it at the next start', async () => {
    using machine = swapMachine();
    machine.write(ORIGINAL);
    await machine.signalbox().enable(swapSpec);
    const { files } = faultLayer(undefined, { ...nodeFiles, rename: failure('EACCES') });
    expect(await machine.signalbox(files).restore()).toMatchObject({ result: 'pending', problem: {} });
    expect(await machine.signalbox().restore()).toMatchObject({ result: 'identical' });
    expect(machine.read()?.text).toBe(ORIGINAL);
  });

  it('waits while the file is half-edited or a folder, and loses nothing', async () => {
    using machine = swapMachine();
    machine.write(ORIGINAL);
    await machine.signalbox().enable(swapSpec);
    const swapped = machine.read()?.text ?? '';
    machine.write(`${swapped}x = [`);
    expect(await machine.signalbox().restore()).toMatchObject({ result: 'pending' });
    rmSync(machine.config);
    mkdirSync(machine.config);
    expect(await machine.signalbox().restore()).toMatchObject({ result: 'pending' });
    rmSync(machine.config, { recursive: true });
    machine.write(swapped);
    expect(await machine.signalbox().restore()).toMatchObject({ result: 'identical' });
  });

  it('is refused to a second Signalbox with other memories until the first is done', async () => {
    using machine = swapMachine();
    machine.write(ORIGINAL);
    const second = machine.signalbox(nodeFiles, undefined, join(machine.root, 'other-state'));
    await machine.signalbox().enable(swapSpec);
    expect(await second.restore()).toMatchObject({ result: 'not-swapped' });
    await expect(second.enable(swapSpec)).rejects.toMatchObject({ detail: 'marked' });
    await machine.signalbox().restore();
    await second.enable(swapSpec);
    await second.restore();
    expect(machine.read()?.text).toBe(ORIGINAL);
  });

  it('can be undone by force when the journal is gone or broken', async () => {
    using machine = swapMachine();
    machine.write('# mine\n');
    await machine.signalbox().enable(swapSpec);
    writeFileSync(join(machine.root, 'state', 'codex-swap.json'), '{');
    await expect(machine.signalbox().restore()).rejects.toMatchObject({ detail: 'journal_broken' });
    expect(await machine.signalbox().restoreByForce()).toMatchObject({ result: 'merged' });
    expect(machine.read()?.text).toBe('# mine\n');
    expect(await machine.signalbox().restore()).toMatchObject({ result: 'not-swapped' });
  });

  it('keeps the last ten originals', async () => {
    using machine = swapMachine();
    for (let round = 0; round < 12; round += 1) {
      machine.write(`round = ${round}\n`);
      await machine.signalbox().enable(swapSpec);
      await machine.signalbox().restore();
    }
    const folder = join(machine.root, 'state', 'codex-backups');
    const kept = readdirSync(folder).sort();
    expect(kept).toHaveLength(10);
    expect(readFileSync(join(folder, kept[0] ?? ''), 'utf8')).toBe('round = 2\n');
  });
});

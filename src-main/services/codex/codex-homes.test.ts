import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCodex } from './open-codex.ts';
import { openCodexSwap } from './open-codex-swap.ts';
import {
  type FakeMachine,
  fakeCodex,
  fakeMachine,
  installScript,
  keyVariables,
} from './testing/fake-codex.ts';

const ORIGINAL = '\uFEFF# mine\r\nmodel = "x"';
const auth = { command: '/bin/signalbox', args: ['token'] };

/** What CODEX_HOME says, and the folder that is meant; it exists unless said otherwise. */
const homes: readonly (readonly [
  string,
  (machine: FakeMachine) => readonly [said: string, meant: string],
])[] = [
  ['with spaces and umlauts', machine => folder(machine, 'Zoë’s “codex” home')],
  ['with a line break, a quote and a percent sign', machine => folder(machine, 'a\n"b" %HOME% $c')],
  ['with a slash at its end', machine => [`${folder(machine, 'slash')[0]}/`, join(machine.root, 'slash')]],
  [
    'relative to where Signalbox was started',
    machine => {
      const [meant] = folder(machine, 'relative');
      return [relative(process.cwd(), meant), meant];
    },
  ],
  [
    'a link to a folder',
    machine => {
      const [meant] = folder(machine, 'elsewhere');
      symlinkSync(meant, join(machine.root, 'link'));
      return [join(machine.root, 'link'), meant];
    },
  ],
];

function folder(machine: FakeMachine, name: string): readonly [string, string] {
  const path = join(machine.root, name);
  mkdirSync(path);
  return [path, path];
}

function codexIn(machine: FakeMachine, home: string) {
  installScript(machine, 'bin', 'codex', fakeCodex('0.169.0'));
  const surroundings = {
    ...machine.surroundings,
    env: { ...machine.surroundings.env, CODEX_HOME: home },
  };
  return {
    codex: openCodex({ surroundings, auth, huggingfaceAuth: auth, keyVariables }),
    swap: openCodexSwap({ surroundings, auth, stateFolder: join(machine.root, 'state') }),
  };
}

describe.skipIf(process.platform === 'win32')('a CODEX_HOME', () => {
  it.each(homes)('%s is swapped, launched from and left as it was', async (_name, make) => {
    using machine = fakeMachine();
    const [said, meant] = make(machine);
    const config = join(meant, 'config.toml');
    writeFileSync(config, ORIGINAL);
    const { codex, swap } = codexIn(machine, said);
    await swap.enable({ port: 4000 });
    expect(readFileSync(config, 'utf8')).toContain('signalbox');
    expect((await swap.status()).active).toBe(true);
    const { plan } = await codex.prepare({ mode: 'routed', router: { port: 4000 } });
    const told = plan.environment.set.CODEX_HOME ?? '';
    expect(lstatSync(join(told, 'cost-routing.config.toml')).isFile()).toBe(true);
    expect(await swap.undoEverything('keep')).toMatchObject({ restore: { result: 'identical' } });
    expect([readFileSync(config, 'utf8'), readdirSync(meant)]).toEqual([ORIGINAL, ['config.toml']]);
  });

  it('that does not exist yet is made, and holds nothing of ours afterwards', async () => {
    using machine = fakeMachine();
    const home = join(machine.root, 'not', 'yet');
    const { swap } = codexIn(machine, home);
    expect(await swap.restore()).toMatchObject({ result: 'not-swapped' });
    expect(existsSync(home)).toBe(false);
    await swap.enable({ port: 4000 });
    expect(readFileSync(join(home, 'config.toml'), 'utf8')).toContain('signalbox');
    expect(await swap.restore()).toMatchObject({ result: 'identical' });
    expect(readdirSync(home)).toEqual([]);
  });

  it('that is a file is refused with a reason', async () => {
    using machine = fakeMachine();
    const home = join(machine.root, 'file');
    writeFileSync(home, 'mine');
    const { swap } = codexIn(machine, home);
    await expect(swap.enable({ port: 4000 })).rejects.toMatchObject({ code: 'swap-conflict' });
    expect(readFileSync(home, 'utf8')).toBe('mine');
  });
});

import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findTerminals } from './find-terminals.ts';
import { type Codex, openCodex } from './open-codex.ts';
import {
  type FakeMachine,
  fakeCodex,
  fakeMachine,
  installScript,
  keyVariables,
} from './testing/fake-codex.ts';

const router = { port: 4000 };
const auth = { command: '/bin/signalbox', args: ['token'] };

function codexOn(machine: FakeMachine): Codex {
  return openCodex({ surroundings: machine.surroundings, auth, huggingfaceAuth: auth, keyVariables });
}

describe.skipIf(process.platform === 'win32')('openCodex', () => {
  it('writes only the profile file, once', async () => {
    using machine = fakeMachine();
    installScript(machine, 'bin', 'codex', fakeCodex('0.169.0'));
    const codex = codexOn(machine);
    expect(await codex.profileOwner()).toBe('absent');
    expect((await codex.prepare({ mode: 'routed', router })).profile?.result).toBe('written');
    expect(readdirSync(machine.home)).toEqual(['cost-routing.config.toml']);
    expect(await codex.profileOwner()).toBe('ours');
    const before = statSync(join(machine.home, 'cost-routing.config.toml'), { bigint: true });
    expect((await codex.prepare({ mode: 'local', router })).profile?.result).toBe('unchanged');
    const after = statSync(join(machine.home, 'cost-routing.config.toml'), { bigint: true });
    expect([after.ino, after.mtimeNs, after.mode & 0o777n]).toEqual([before.ino, before.mtimeNs, 0o600n]);
  });

  it('puts the former bytes back when Codex refuses the profile together with the configuration', async () => {
    using machine = fakeMachine();
    installScript(machine, 'bin', 'codex', fakeCodex('0.169.0'));
    const path = join(machine.home, 'cost-routing.config.toml');
    const codex = codexOn(machine);
    writeFileSync(join(machine.home, 'refuse'), '');
    // A Codex that says the same without the profile has a problem of the person's own: not ours to judge.
    await codex.prepare({ mode: 'routed', router });
    const written = readFileSync(path, 'utf8');
    installScript(
      machine,
      'bin',
      'codex',
      fakeCodex('0.169.0').replace("'Error: unknown field'", '"Error: unknown field in $*"'),
    );
    await expect(codex.prepare({ mode: 'routed', router: { port: 4001 } })).rejects.toMatchObject({
      code: 'settings-invalid',
      message: expect.stringContaining('unknown field'),
    });
    expect(readFileSync(path, 'utf8')).toBe(written);
  });

  it('leaves a file alone that is not ours, with a remedy', async () => {
    using machine = fakeMachine();
    installScript(machine, 'bin', 'codex', fakeCodex('0.169.0'));
    const path = join(machine.home, 'cost-routing.config.toml');
    writeFileSync(path, 'model = "mine"\n');
    await expect(codexOn(machine).prepare({ mode: 'routed', router })).rejects.toMatchObject({
      code: 'swap-conflict',
      detail: 'foreign_profile',
      remedy: expect.stringContaining('Rename'),
    });
    expect(readFileSync(path, 'utf8')).toBe('model = "mine"\n');
  });

  it('writes through a link into a dotfiles folder and keeps the mode', async () => {
    using machine = fakeMachine();
    installScript(machine, 'bin', 'codex', fakeCodex('0.169.0'));
    const target = join(machine.root, 'dotfiles.toml');
    writeFileSync(target, '');
    chmodSync(target, 0o640);
    symlinkSync('../../dotfiles.toml', join(machine.home, 'cost-routing.config.toml'));
    await codexOn(machine).prepare({ mode: 'routed', router });
    expect(readFileSync(target, 'utf8')).toContain('[model_providers.signalbox]');
    expect(statSync(target).mode & 0o777).toBe(0o640);
    expect(readdirSync(machine.home)).toEqual(['cost-routing.config.toml']);
  });

  it('gives a Codex without catalog URL the catalog as a file', async () => {
    using machine = fakeMachine();
    installScript(machine, 'bin', 'codex', fakeCodex('0.140.0'));
    const models = [
      { slug: 'codex-default', displayName: 'Default', images: true, reasoning: true, listed: true },
    ];
    await codexOn(machine).prepare({ mode: 'routed', router, models });
    const catalog = JSON.parse(readFileSync(join(machine.home, 'cost-routing.models.json'), 'utf8'));
    expect(catalog.models).toMatchObject([{ slug: 'codex-default', base_instructions: 'classic' }]);
  });

  it('explains a Codex that is too old, and starts it plain all the same', async () => {
    using machine = fakeMachine();
    installScript(machine, 'bin', 'codex', fakeCodex('0.120.0'));
    await expect(codexOn(machine).prepare({ mode: 'routed', router })).rejects.toMatchObject({
      detail: 'codex-too-old',
      remedy: expect.stringContaining('npm install'),
    });
    expect((await codexOn(machine).prepare({ mode: 'plain' })).plan.argv).toHaveLength(1);
    expect(existsSync(join(machine.home, 'cost-routing.config.toml'))).toBe(false);
  });

  it('asks for the router where the mode needs it', async () => {
    using machine = fakeMachine();
    installScript(machine, 'bin', 'codex', fakeCodex('0.169.0'));
    await expect(codexOn(machine).prepare({ mode: 'local' })).rejects.toMatchObject({
      detail: 'router_stopped',
    });
    const { plan } = await codexOn(machine).prepare({ mode: 'huggingface' });
    expect(plan.argv.slice(1)).toEqual(['--profile', 'cost-routing-hf']);
    expect(readdirSync(machine.home).sort()).toEqual([
      'cost-routing-hf.config.toml',
      'cost-routing-hf.models.json',
    ]);
  });

  it('opens the next terminal when the first fails, with Codex in the folder and no provider key', async () => {
    using machine = fakeMachine({
      DISPLAY: ':0',
      TERMINAL: 'myterm',
      OPENAI_API_KEY: 'sk-canary-0123456789',
    });
    installScript(machine, 'bin', 'codex', fakeCodex('0.169.0').replace('exit 7', 'pwd; exit 0'));
    const seen = join(machine.root, 'seen');
    installScript(machine, 'bin', 'myterm', 'exit 3');
    const good = installScript(machine, 'bin', 'xterm', `shift; PATH=/bin:/usr/bin; "$@" > '${seen}'`);
    const linux = { ...machine.surroundings, platform: 'linux' } as const;
    expect((await findTerminals(linux)).map(({ kind }) => kind)).toEqual(['custom', 'xterm']);
    const codex = openCodex({ surroundings: linux, auth, huggingfaceAuth: auth, keyVariables });
    const opened = await codex.openInTerminal({ mode: 'routed', router }, machine.home);
    expect(opened.path).toBe(good);
    const words = readFileSync(seen, 'utf8');
    expect(words).toContain('ran: --profile cost-routing;');
    expect(words).toContain(machine.home);
    expect(words).not.toContain('sk-canary');
  });

  it('opens nothing for a folder that is gone, and says what to do without a screen', async () => {
    using machine = fakeMachine();
    installScript(machine, 'bin', 'codex', fakeCodex('0.169.0'));
    const linux = { ...machine.surroundings, platform: 'linux' } as const;
    const codex = openCodex({ surroundings: linux, auth, huggingfaceAuth: auth, keyVariables });
    await expect(codex.openInTerminal({ mode: 'plain' }, join(machine.root, 'gone'))).rejects.toMatchObject({
      detail: 'folder_missing',
    });
    await expect(codex.openInTerminal({ mode: 'plain' }, machine.home)).rejects.toMatchObject({
      detail: 'no_terminal',
      remedy: expect.stringContaining('signalbox launch --here'),
    });
  });

  it('runs here and passes the exit code on', async () => {
    using machine = fakeMachine();
    installScript(machine, 'bin', 'codex', fakeCodex('0.169.0').replace('echo "ran', ': "ran'));
    expect(await codexOn(machine).runHere({ mode: 'plain' }, machine.home)).toBe(7);
  });

  it('shows no key to Codex here, whatever variable router.yaml has named meanwhile', async () => {
    const env = { GATEWAY_KEY: 'gw-canary-77c2', LATER_KEY: 'later-canary-1d', PATH: '' };
    using machine = fakeMachine(env);
    const seen = join(machine.root, 'seen');
    const tell = `echo "[$*] $GATEWAY_KEY$LATER_KEY" >> '${seen}'`;
    const path = installScript(machine, 'bin', 'codex', `${tell}\n${fakeCodex('0.169.0')}`);
    const surroundings = { ...machine.surroundings, env: { ...env, SIGNALBOX_CODEX: path } };
    let names = ['GATEWAY_KEY'];
    const codex = openCodex({ surroundings, auth, huggingfaceAuth: auth, keyVariables: async () => names });
    expect(await codex.runHere({ mode: 'routed', router }, machine.home)).toBe(7);
    expect(readFileSync(seen, 'utf8')).toContain('later-canary');
    rmSync(seen);
    names = ['GATEWAY_KEY', 'LATER_KEY'];
    expect(await codex.runHere({ mode: 'local', router }, machine.home)).toBe(7);
    expect(readFileSync(seen, 'utf8')).toContain('[--profile cost-routing -m codex-qwen-local]');
    expect(readFileSync(seen, 'utf8')).not.toMatch(/canary/);
  });

  it('tells Codex in another folder where a relative CODEX_HOME is', async () => {
    using machine = fakeMachine();
    installScript(machine, 'bin', 'codex', fakeCodex('0.169.0'));
    const home = relative(process.cwd(), machine.home);
    const env = { ...machine.surroundings.env, CODEX_HOME: home, SIGNALBOX_HOME: 'box' };
    const codex = openCodex({
      surroundings: { ...machine.surroundings, env },
      auth,
      huggingfaceAuth: auth,
      keyVariables,
    });
    const { plan } = await codex.prepare({ mode: 'routed', router });
    expect(plan.environment.set).toMatchObject({
      CODEX_HOME: machine.home,
      SIGNALBOX_HOME: join(machine.surroundings.homeFolder, 'box'),
    });
    expect(readdirSync(machine.home)).toEqual(['cost-routing.config.toml']);
  });
});

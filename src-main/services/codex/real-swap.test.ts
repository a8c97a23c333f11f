import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCodex } from './open-codex.ts';
import { openCodexSwap } from './open-codex-swap.ts';
import { runCodex } from './run-codex.ts';
import { CATALOG_MODEL } from './testing/catalog-model.ts';
import { type FakeMachine, fakeMachine, keyVariables } from './testing/fake-codex.ts';
import { scriptedUpstream } from './testing/scripted-upstream.ts';

/** Full paths of real Codexes; without them there is nothing to ask. */
const NEWEST = process.env.SIGNALBOX_TEST_CODEX ?? '';
const MIDDLE = process.env.SIGNALBOX_TEST_MIDDLE_CODEX ?? '';
const OLD = process.env.SIGNALBOX_TEST_OLD_CODEX ?? '';
const ALL = [
  ['the newest Codex', NEWEST],
  ['a Codex in the middle of those with profile files', MIDDLE],
  ['a Codex before profile files', OLD],
] as const;
const PROFILED = ALL.slice(0, 2);

const ORIGINAL =
  '# my settings\nmodel = "gpt-6-sol" # best\n\n[mcp_servers.mine]\ncommand = "x"\nargs = ["a"]\n';
const auth = { command: process.execPath, args: ['-e', 'console.log("local-token")'] };

function machineWith(codexPath: string): FakeMachine {
  const machine = fakeMachine({ SIGNALBOX_CODEX: codexPath, PATH: process.env.PATH ?? '' });
  writeFileSync(join(machine.home, 'config.toml'), ORIGINAL);
  return machine;
}

function swapOn(machine: FakeMachine) {
  return openCodexSwap({
    surroundings: machine.surroundings,
    auth,
    stateFolder: join(machine.root, 'state'),
  });
}

async function codex(machine: FakeMachine, ...args: string[]) {
  const env = { ...machine.surroundings.env, CODEX_HOME: machine.home };
  const codexPath = machine.surroundings.env.SIGNALBOX_CODEX ?? '';
  return runCodex({ codexPath, args, env, cwd: machine.home, timeoutMs: 30_000 });
}

/** Codex reads its configuration strictly, misses a prompt, and says so. */
async function strictly(machine: FakeMachine, ...args: string[]): Promise<string> {
  const { stdout, stderr } = await codex(machine, ...args, '--strict-config', 'exec', '-');
  return `${stdout}${stderr}`;
}

describe.each(PROFILED)('a swap with %s', (_name, path) => {
  const isMissing = path === '';

  it.skipIf(isMissing)(
    'sends plain Codex to the router, strictly accepted, and gives the file back to the byte',
    async () => {
      using machine = machineWith(path);
      await using router = await scriptedUpstream({ models: [] });
      await swapOn(machine).enable(router);
      const result = await codex(machine, '--strict-config', 'exec', '--skip-git-repo-check', 'hi');
      expect(result).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('hello') });
      const turn = router.seen.find(({ url }) => url === '/v1/responses');
      expect(turn?.authorization).toBe('Bearer local-token');
      expect(await swapOn(machine).restore()).toMatchObject({ result: 'identical' });
      expect(readFileSync(join(machine.home, 'config.toml'), 'utf8')).toBe(ORIGINAL);
    },
  );

  it.skipIf(isMissing)(
    'redirects the built-in provider for a person with a login, whose auth.json stays untouched',
    async () => {
      using machine = machineWith(path);
      const login = join(machine.home, 'auth.json');
      writeFileSync(login, '{"OPENAI_API_KEY":"sk-of-the-person"}');
      const before = statSync(login, { bigint: true });
      await using router = await scriptedUpstream({ models: [] });
      await swapOn(machine).enable(router, 'door-0123456789');
      const result = await codex(machine, 'exec', '--skip-git-repo-check', 'hi');
      expect(result).toMatchObject({ exitCode: 0 });
      const turn = router.seen.find(({ method, url }) => method === 'POST' && url.endsWith('/responses'));
      expect(turn).toMatchObject({
        url: '/signalbox/door-0123456789/v1/responses',
        authorization: 'Bearer sk-of-the-person',
      });
      expect(JSON.parse(turn?.body ?? '{}').model).toBe('gpt-6-sol');
      await swapOn(machine).restore();
      expect(readFileSync(join(machine.home, 'config.toml'), 'utf8')).toBe(ORIGINAL);
      const after = statSync(login, { bigint: true });
      expect([after.ino, after.mtimeNs]).toEqual([before.ino, before.mtimeNs]);
    },
  );

  it.skipIf(isMissing)('keeps what Codex itself writes meanwhile', async () => {
    using machine = machineWith(path);
    await swapOn(machine).enable({ port: 4000 });
    expect((await codex(machine, 'mcp', 'add', 'demo', '--', 'npx', 'demo')).exitCode).toBe(0);
    expect((await codex(machine, 'features', 'disable', 'goals')).exitCode).toBe(0);
    const report = await swapOn(machine).restore();
    expect(report).toMatchObject({ result: 'merged', kept: [] });
    const text = readFileSync(join(machine.home, 'config.toml'), 'utf8');
    expect(text).toContain('model = "gpt-6-sol" # best');
    expect(text).toMatch(/\[mcp_servers\.demo\]\ncommand = "npx"/);
    expect(text).toMatch(/\[features\]\ngoals = false/);
    expect(text).not.toMatch(/signalbox|codex-default|127\.0\.0\.1/);
    expect(report.changes.flatMap(change => change.added).join('')).toContain('[mcp_servers.demo]');
    expect((await codex(machine, 'mcp', 'get', 'demo')).exitCode).toBe(0);
  });

  it.skipIf(isMissing)(
    'moves what Codex wrote into a profile to the configuration when everything is undone',
    async () => {
      using machine = machineWith(path);
      const profile = join(machine.home, 'cost-routing.config.toml');
      mkdirSync(machine.home, { recursive: true });
      writeFileSync(
        profile,
        'model_provider = "signalbox"\n[model_providers.signalbox]\nname = "Signalbox"\n[projects."/p"]\ntrust_level = "trusted"\n',
      );
      expect((await swapOn(machine).undoEverything('keep')).profiles[0]).toMatchObject({ result: 'kept' });
      expect((await swapOn(machine).undoEverything('move')).profiles[0]).toMatchObject({ result: 'removed' });
      expect(readFileSync(join(machine.home, 'config.toml'), 'utf8')).toBe(
        `${ORIGINAL}\n[projects."/p"]\ntrust_level = "trusted"\n`,
      );
      expect((await codex(machine, 'mcp', 'get', 'mine')).exitCode).toBe(0);
    },
  );
});

describe.skipIf(OLD === '')('a swap with a Codex before profile files', () => {
  it('gives it a profile table that it accepts strictly, and takes it out again', async () => {
    using machine = machineWith(OLD);
    await swapOn(machine).enable({ port: 4000 });
    const result = await codex(machine, '--strict-config', '--profile', 'cost-routing', 'exec', '-');
    expect(`${result.stdout}${result.stderr}`).toMatch(/no prompt provided/i);
    await swapOn(machine).restore();
    expect(readFileSync(join(machine.home, 'config.toml'), 'utf8')).toBe(ORIGINAL);
  });
});

describe.each(ALL)('%s accepts strictly', (name, path) => {
  const isMissing = path === '';
  const hasProfileFiles = PROFILED.some(([known]) => known === name);
  it.skipIf(isMissing).each([
    ['without a login', undefined],
    ['with a login', 'door-0123456789'],
  ])(
    'config.toml as it is swapped %s, over a file with CRLF and BOM and over none, and as it is restored',
    async (_, door) => {
      for (const original of [`\uFEFF${ORIGINAL.replaceAll('\n', '\r\n').trimEnd()}`, '']) {
        using machine = machineWith(path);
        const config = join(machine.home, 'config.toml');
        writeFileSync(config, original);
        if (door !== undefined) {
          writeFileSync(join(machine.home, 'auth.json'), '{"OPENAI_API_KEY":"sk-of-the-person"}');
        }
        await swapOn(machine).enable({ port: 4000 }, door);
        expect(readFileSync(config, 'utf8')).not.toBe(original);
        const profile = hasProfileFiles ? [] : ['--profile', 'cost-routing'];
        expect(await strictly(machine, ...profile)).toMatch(/no prompt provided/i);
        await swapOn(machine).restore();
        expect(readFileSync(config, 'utf8')).toBe(original);
      }
    },
  );
});

describe.each(PROFILED)('%s accepts strictly', (_name, path) => {
  it.skipIf(path === '').each([
    ['routed', 'cost-routing'],
    ['huggingface', 'cost-routing-hf'],
  ] as const)('the profile and the catalog of a %s launch', async (mode, profile) => {
    using machine = machineWith(path);
    const { surroundings } = machine;
    await openCodex({ surroundings, auth, huggingfaceAuth: auth, keyVariables }).prepare({
      mode,
      router: { port: 4000 },
      models: [CATALOG_MODEL],
    });
    expect(await strictly(machine, '--profile', profile)).toMatch(/no prompt provided/i);
  });
});

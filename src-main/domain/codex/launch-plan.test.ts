import { describe, expect, it } from 'vitest';
import { changeEnvironment } from './environment.ts';
import { type LaunchModeName, planLaunch } from './launch-plan.ts';
import { exemptLoopback } from './loopback-proxy.ts';

const environment = { PATH: '/bin', OPENAI_API_KEY: 'sk-x', HF_TOKEN: 'hf', HTTP_PROXY: 'http://proxy:3128' };

function plan(mode: LaunchModeName, extraArgs: readonly string[] = [], isSwapped = false) {
  return planLaunch({
    mode,
    codexPath: '/bin/codex',
    carry: { CODEX_HOME: '/c' },
    environment,
    platform: 'linux',
    keyNames: ['OPENAI_API_KEY', 'GEMINI_API_KEY', 'HF_TOKEN'],
    extraArgs,
    isSwapped,
  });
}

describe('planLaunch', () => {
  it.each([
    ['routed', ['--profile', 'cost-routing'], 'cost-routing', true],
    ['no-openai', ['--profile', 'cost-routing', '-m', 'codex-no-openai'], 'cost-routing', true],
    ['local', ['--profile', 'cost-routing', '-m', 'codex-qwen-local'], 'cost-routing', true],
    ['huggingface', ['--profile', 'cost-routing-hf'], 'cost-routing-hf', false],
    ['plain', [], undefined, false],
  ] as const)('starts %s Codex', (mode, args, profile, needsRouter) => {
    expect(plan(mode)).toMatchObject({ argv: ['/bin/codex', ...args], profile, needsRouter });
  });

  it('takes provider keys out of every mode but plain', () => {
    expect(plan('routed').environment.unset).toEqual(['OPENAI_API_KEY', 'HF_TOKEN']);
    expect(plan('huggingface').environment.unset).toEqual(['OPENAI_API_KEY', 'HF_TOKEN']);
    expect(plan('plain').environment.unset).toEqual([]);
  });

  it('exempts loopback from a proxy only where the router is called, and tells the router the mode', () => {
    expect(plan('routed').environment.set).toEqual({
      CODEX_HOME: '/c',
      NO_PROXY: '127.0.0.1,localhost,::1',
      no_proxy: '127.0.0.1,localhost,::1',
      SIGNALBOX_LAUNCH: 'routed',
    });
    expect(plan('plain').environment.set).toEqual({ CODEX_HOME: '/c' });
    expect(plan('plain', [], true).environment.set).toMatchObject({ NO_PROXY: '127.0.0.1,localhost,::1' });
  });

  it("puts the person's own arguments last", () => {
    expect(plan('local', ['-m', 'codex-light']).argv.slice(-2)).toEqual(['-m', 'codex-light']);
  });

  it('adds the folder of a Codex outside PATH, where its node lies', () => {
    const found = { mode: 'plain', codexPath: '/n/bin/codex', carry: {}, keyNames: [] } as const;
    const linux = planLaunch({ ...found, environment, platform: 'linux' });
    expect(linux.environment.set).toEqual({ PATH: '/bin:/n/bin' });
    expect(planLaunch({ ...found, environment, platform: 'darwin' }).environment.set).toEqual({});
  });
});

describe('exemptLoopback', () => {
  it.each([
    [{}, {}],
    [{ HTTPS_PROXY: 'p' }, {}],
    [{ HTTP_PROXY: 'p', NO_PROXY: '*' }, {}],
    [{ all_proxy: 'p', no_proxy: 'corp.example' }, both('corp.example,127.0.0.1,localhost,::1')],
    [{ ALL_PROXY: 'p', NO_PROXY: 'a, localhost', no_proxy: 'b' }, both('a,localhost,b,127.0.0.1,::1')],
    [{ HTTP_PROXY: 'p', ...both('127.0.0.1,localhost,::1') }, {}],
  ])('of %j is %j', (given, expected) => {
    expect(exemptLoopback(given)).toEqual(expected);
  });
});

describe('changeEnvironment', () => {
  it('removes and sets names in any case on Windows, once', () => {
    const change = { set: { NO_PROXY: 'x', no_proxy: 'x' }, unset: ['HF_TOKEN'] };
    const given = { Hf_Token: 'k', No_Proxy: 'old', Path: 'p' };
    expect(changeEnvironment(given, change, 'win32')).toEqual({ Path: 'p', NO_PROXY: 'x' });
    expect(changeEnvironment(given, change, 'linux')).toEqual({ ...given, ...change.set });
  });
});

function both(list: string) {
  return { NO_PROXY: list, no_proxy: list };
}

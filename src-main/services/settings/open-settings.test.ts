import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSettings, type Settings, type SettingsChange } from './open-settings.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signalbox-settings-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const router = () => join(folder, 'router.yaml');
const open = (env: Record<string, string> = {}) =>
  openSettings({
    folder,
    env,
    onError: cause => {
      throw cause;
    },
  });
const nextChange = (settings: Settings) =>
  new Promise<SettingsChange>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no change was told')), 10_000);
    const listening = settings.onChange(change => {
      clearTimeout(timer);
      listening[Symbol.dispose]();
      resolve(change);
    });
  });

describe('opening the settings', () => {
  it('writes both commented files at first start, and leaves no temporary file', async () => {
    await using settings = await open();
    expect((await readdir(folder)).sort()).toEqual(['codex-routing-policy.yaml', 'router.yaml']);
    expect(await settings.text('router.yaml')).toContain('# ');
    expect(settings.problem()).toBeUndefined();
    expect(settings.current().aliases['codex-no-openai']?.candidates).not.toContain('openai-default');
  });

  it('never writes over a file that is there, good or not', async () => {
    await writeFile(router(), 'listen: [\n');
    await using settings = await open();
    expect(await readFile(router(), 'utf8')).toBe('listen: [\n');
    expect(settings.problem()).toMatch(/router\.yaml:\d+:\d+: /);
    expect(settings.current().listen.port).toBe(4000);
  });

  it('fills in prices and context windows, and what the file says wins', async () => {
    await using first = await open();
    const { deployments } = first.current();
    expect(deployments['openai-default']?.input_usd_per_mtok).toBeGreaterThan(0);
    expect(deployments['openai-default']?.context_tokens).toBeGreaterThan(100_000);
    expect(deployments['hf-groq-direct']?.output_usd_per_mtok).toBeGreaterThan(0);
    expect(deployments['codex-qwen-local']?.output_usd_per_mtok).toBe(0);
    await first.edit('router.yaml', [
      { path: ['deployments', 'openai-default', 'input_usd_per_mtok'], value: 7 },
      { path: ['deployments', 'openai-default', 'output_usd_per_mtok'], value: 8 },
      { path: ['deployments', 'openai-default', 'context_tokens'], value: 9000 },
    ]);
    expect(first.current().deployments['openai-default']).toMatchObject({
      input_usd_per_mtok: 7,
      output_usd_per_mtok: 8,
      context_tokens: 9000,
    });
    expect(first.current().deployments['openai-default']).not.toHaveProperty('long_input');
  });

  it('knows a price for every default deployment', async () => {
    await using settings = await open();
    for (const [name, deployment] of Object.entries(settings.current().deployments)) {
      expect(deployment.input_usd_per_mtok, name).toBeTypeOf('number');
      expect(deployment.output_usd_per_mtok, name).toBeTypeOf('number');
      expect(deployment.context_tokens, name).toBeTypeOf('number');
    }
  });
});

describe('edits while running', () => {
  it('applies a good edit made by somebody else, and keeps the old settings through a bad one', async () => {
    await using settings = await open();
    const text = await settings.text('router.yaml');

    const good = nextChange(settings);
    await writeFile(router(), text.replace('port: 4000', 'port: 4500'));
    expect((await good).settings.listen.port).toBe(4500);

    const bad = nextChange(settings);
    await writeFile(router(), text.replace('port: 4000', 'port: x'));
    const change = await bad;
    expect(change.settings.listen.port).toBe(4500);
    expect(change.problems).toHaveLength(1);
    expect(settings.problem()).toMatch(/listen\.port/);

    const mended = nextChange(settings);
    await writeFile(router(), text);
    expect((await mended).problems).toEqual([]);
  });

  it('keeps every comment when the program edits a value', async () => {
    await using settings = await open();
    const before = await settings.text('router.yaml');
    expect(await settings.edit('router.yaml', [{ path: ['dispatch', 'temperature'], value: 0.5 }])).toEqual(
      [],
    );
    const after = await settings.text('router.yaml');
    expect(settings.current().dispatch.temperature).toBe(0.5);
    const comments = (text: string) => [...text.matchAll(/#.*/g)].map(String);
    expect(comments(after)).toEqual(comments(before));
    const differing = after.split('\n').filter((line, index) => line !== before.split('\n')[index]);
    expect(differing).toEqual(['  temperature: 0.5']);
  });

  it('writes nothing when the new text is wrong', async () => {
    await using settings = await open();
    const before = await settings.text('codex-routing-policy.yaml');
    const problems = await settings.write('codex-routing-policy.yaml', 'avoid_openai: maybe\n');
    expect(problems[0]).toMatchObject({ line: 1, column: 15 });
    expect(await settings.text('codex-routing-policy.yaml')).toBe(before);
  });

  it('lets the environment win over the file, and says so', async () => {
    await writeFile(join(folder, 'codex-routing-policy.yaml'), 'avoid_openai: false\nmax_cost_usd: 2\n');
    await using settings = await open({ CODEX_ROUTER_OPENAI_MODE: 'avoid', CODEX_ROUTER_PROVIDER: 'gemini' });
    expect(settings.policy()).toMatchObject({
      avoid_openai: true,
      default_provider: 'gemini',
      max_cost_usd: 2,
    });
    const sources = Object.fromEntries(settings.policyValues().map(row => [row.key, row]));
    expect(sources.avoid_openai).toMatchObject({
      source: 'environment',
      envName: 'CODEX_ROUTER_OPENAI_MODE',
    });
    expect(sources.max_cost_usd).toMatchObject({ source: 'file' });
    expect(sources['budgets.day_usd']).toMatchObject({ source: 'default', value: 0 });
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildModelCatalog, type CatalogModel } from '../../domain/codex/model-catalog.ts';
import { openCodex } from './open-codex.ts';
import { runCodex } from './run-codex.ts';
import { fakeMachine, keyVariables } from './testing/fake-codex.ts';
import { scriptedUpstream } from './testing/scripted-upstream.ts';

/** Full paths of real Codexes; without them there is nothing to ask. */
const REAL_CODEXES = [
  ['the real Codex', process.env.SIGNALBOX_TEST_CODEX ?? ''],
  ['a Codex in the middle of those with profile files', process.env.SIGNALBOX_TEST_MIDDLE_CODEX ?? ''],
] as const;

const models: CatalogModel[] = ['codex-default', 'codex-no-openai', 'codex-qwen-local'].map(slug => ({
  slug,
  displayName: slug,
  contextTokens: 32_768,
  images: false,
  reasoning: slug === 'codex-default',
  listed: true,
}));

describe.each(REAL_CODEXES)('with %s', (_name, codexExecutable) => {
  const isMissing = codexExecutable === '';

  it.skipIf(isMissing).each([
    ['routed', 'codex-default'],
    ['no-openai', 'codex-no-openai'],
    ['local', 'codex-qwen-local'],
  ] as const)(
    'a %s turn asks for %s with the token, and without a word about metadata',
    async (mode, model) => {
      using machine = fakeMachine({
        SIGNALBOX_CODEX: codexExecutable,
        PATH: process.env.PATH ?? '',
        HTTP_PROXY: 'http://127.0.0.1:9',
      });
      const auth = { command: process.execPath, args: ['-e', 'console.log("local-token")'] };
      const codex = openCodex({
        surroundings: machine.surroundings,
        auth,
        huggingfaceAuth: auth,
        keyVariables,
      });
      await using router = await scriptedUpstream(buildModelCatalog(models, await codex.baseInstructions()));
      const { plan, profile } = await codex.prepare({
        mode,
        router,
        models,
        extraArgs: ['exec', '--skip-git-repo-check', 'hi'],
      });
      expect(profile?.result).toBe('written');
      const text = readFileSync(profile?.path ?? '', 'utf8');
      expect(readdirSync(machine.home).filter(name => name.endsWith('.toml'))).toEqual([
        'cost-routing.config.toml',
      ]);

      const [codexPath, ...args] = plan.argv;
      const env = { ...machine.surroundings.env, ...plan.environment.set, CODEX_HOME: machine.home };
      const result = await runCodex({ codexPath, args, env, cwd: machine.home, timeoutMs: 30_000 });
      expect(`${result.stdout}${result.stderr}`).not.toMatch(/metadata|ignoring|unrecognized/i);
      expect(result).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('hello') });
      const turn = router.seen.find(({ url }) => url === '/v1/responses');
      expect(turn?.authorization).toBe('Bearer local-token');
      expect(JSON.parse(turn?.body ?? '{}')).toMatchObject({ model, stream: true });
      expect(readFileSync(join(machine.home, 'cost-routing.config.toml'), 'utf8')).toBe(text);
    },
  );

  it.skipIf(isMissing)(
    'ends a turn with the reason when routing was stopped, and does not wait for ever',
    async () => {
      using machine = fakeMachine({ SIGNALBOX_CODEX: codexExecutable, PATH: process.env.PATH ?? '' });
      const words = 'Routing is not running, so there is no local key.';
      const auth = { command: process.execPath, args: ['-e', `console.error('${words}'); process.exit(3)`] };
      const codex = openCodex({
        surroundings: machine.surroundings,
        auth,
        huggingfaceAuth: auth,
        keyVariables,
      });
      const prepare = async () => {
        await using router = await scriptedUpstream(
          buildModelCatalog(models, await codex.baseInstructions()),
        );
        // As many retries as it takes to see that they end: the profile's own last half a minute.
        const fewer = ['request_max_retries=0', 'stream_max_retries=1'];
        const overrides = fewer.flatMap(key => ['-c', `model_providers.signalbox.${key}`]);
        const extraArgs = ['exec', '--skip-git-repo-check', ...overrides, 'hi'];
        return await codex.prepare({ mode: 'routed', router, models, extraArgs });
      };
      const { plan } = await prepare();
      const [codexPath = '', ...args] = plan.argv;
      const env = { ...machine.surroundings.env, ...plan.environment.set, CODEX_HOME: machine.home };
      const result = await runCodex({ codexPath, args, env, cwd: machine.home, timeoutMs: 50_000 });
      expect(result.exitCode).toBe(1);
      expect(result.stderr).toContain(words);
      expect(result.stderr).toMatch(/error sending request/i);
    },
  );

  it.skipIf(isMissing)('accepts the Hugging Face profile', async () => {
    using machine = fakeMachine({ SIGNALBOX_CODEX: codexExecutable, PATH: process.env.PATH ?? '' });
    const auth = { command: '/bin/echo', args: ['token'] };
    const codex = openCodex({
      surroundings: machine.surroundings,
      auth,
      huggingfaceAuth: auth,
      keyVariables,
    });
    expect((await codex.prepare({ mode: 'huggingface' })).profile?.result).toBe('written');
  });
});

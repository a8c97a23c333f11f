import { readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { findInFolders } from '../fixtures/canary.ts';
import { startPrivateBus } from '../fixtures/private-bus.ts';
import { realCodex } from '../fixtures/real-codex.ts';
import { startResponsesUpstream } from '../fixtures/responses-upstream.ts';
import { createScratchFolders, type ScratchFolders } from '../fixtures/scratch-folders.ts';
import { jsonOf, signalbox } from '../fixtures/signalbox-command.ts';
import { startUnlockedKeychain } from '../fixtures/unlocked-keychain.ts';
import { awayFromOllama } from '../fixtures/without-programs.ts';

const KEY = 'hf_of_the_test_0123456789';
const TASK = ['--codex-arg=--skip-git-repo-check', 'Fix the typo in README.md'];

/** Puts Hugging Face where the test is. */
function moveHuggingFace(folders: ScratchFolders, url: string): void {
  awayFromOllama(folders);
  const file = join(folders.signalboxHome, 'router.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('https://router.huggingface.co/v1', url));
}

async function environment(busAddress: string): Promise<Record<string, string>> {
  const codex = await realCodex();
  return {
    SIGNALBOX_CODEX: codex,
    PATH: `${dirname(codex)}${delimiter}${process.env.PATH ?? ''}`,
    NO_PROXY: '127.0.0.1,localhost',
    DBUS_SESSION_BUS_ADDRESS: busAddress,
  };
}

test('Codex does a task straight at Hugging Face, with the key out of the key chain', async () => {
  test.skip(process.platform !== 'linux', 'the key chain of a test is a Secret Service');
  await using folders = createScratchFolders();
  await using keyringHome = createScratchFolders();
  await using bus = await startPrivateBus();
  await startUnlockedKeychain(keyringHome, bus.address);
  await using huggingface = await startResponsesUpstream();
  huggingface.otherwise(() => ({ kind: 'text', text: 'Mended by open weights.' }));
  moveHuggingFace(folders, huggingface.baseUrl);
  const env = await environment(bus.address);
  const run = ['run', '--codex-provider', 'huggingface', '--json', ...TASK];

  const saved = await signalbox(folders, ['keys', 'set', 'huggingface', '--remember'], {
    env,
    input: `${KEY}\n`,
  });
  expect(saved).toMatchObject({ exitCode: 0 });
  const dry = await signalbox(folders, [...run, '--dry-run'], { env });
  expect(jsonOf(dry)).toMatchObject({ plan: { fallbackOrder: ['huggingface', 'standard'] } });

  const done = await signalbox(folders, run, { env });
  expect(done.exitCode, done.stdout).toBe(0);
  expect(jsonOf(done)).toMatchObject({ attempts: [{ provider: 'huggingface', exitCode: 0 }], isDone: true });
  expect(done.stdout).toContain('Mended by open weights.');
  const [asked] = huggingface.responses();
  expect(asked?.headers.authorization).toBe(`Bearer ${KEY}`);
  expect(asked?.json()).toMatchObject({ model: 'openai/gpt-oss-120b:fastest' });
  expect(findInFolders(KEY, [folders.root])).toEqual([]);
});

test('a key that is only exported is not handed to Codex; the plan says what to do', async () => {
  await using folders = createScratchFolders();
  await using huggingface = await startResponsesUpstream();
  moveHuggingFace(folders, huggingface.baseUrl);
  const env = { ...(await environment(`unix:path=${folders.tmp}/no-bus`)), HF_TOKEN: KEY };
  const dry = await signalbox(folders, ['run', '--dry-run', '--codex-provider', 'huggingface', ...TASK], {
    env,
  });
  expect(dry.exitCode).toBe(0);
  expect(dry.stdout).toContain('`signalbox keys set huggingface --remember`');
  // A Codex that somebody starts by hand is another matter: it has the person's own environment.
  const token = await signalbox(folders, ['token', '--provider', 'huggingface', '--json'], { env });
  expect(jsonOf(token)).toEqual({ token: KEY });
  const without = await signalbox(folders, ['token', '--provider', 'huggingface'], {
    env: { ...env, HF_TOKEN: '' },
  });
  expect(without).toMatchObject({ exitCode: 1, stdout: '' });
});

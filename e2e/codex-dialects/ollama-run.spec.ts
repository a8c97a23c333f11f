import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { routerSettingsSchema } from '../../src-main/contract/settings.ts';
import { freePort, STAND_IN_FOLDER } from '../../src-main/services/ollama/testing/stand-in.ts';
import { startTestRouter } from '../../src-main/services/router/testing/test-router.ts';
import { routeTo } from '../../src-main/services/router/testing/translated-call.ts';
import { runCodex } from '../fixtures/real-codex.ts';
import { createScratchFolders, type ScratchFolders } from '../fixtures/scratch-folders.ts';
import { startStandIn } from '../fixtures/upstreams/stand-in.ts';
import { waitFor } from '../fixtures/wait-for.ts';
import { configureCodex, NOTES_AFTER, NOTES_BEFORE, PATCH } from './routed-codex.ts';

const MODEL = 'qwen2.5-coder:3b';

/** `ollama serve` of the stand-in as a process; its model calls the tool that the person names. */
async function serveOllama(folders: ScratchFolders): Promise<{ url: string } & AsyncDisposable> {
  const port = await freePort();
  const child = spawn(process.execPath, [join(STAND_IN_FOLDER, 'ollama'), 'serve'], {
    env: {
      ...folders.env(),
      OLLAMA_HOST: `127.0.0.1:${port}`,
      OLLAMA_MODELS: join(folders.root, 'models'),
      STANDIN_MODELS: MODEL,
    },
    stdio: 'ignore',
  });
  const ended = new Promise(resolve => child.once('exit', resolve));
  const url = `http://127.0.0.1:${port}`;
  await waitFor('the stand-in of Ollama', async () => (await fetch(url)).ok || undefined);
  return {
    url,
    async [Symbol.asyncDispose]() {
      child.kill();
      await ended;
    },
  };
}

test('the real Codex reads, edits, runs and answers with a local model, turn by turn', async () => {
  await using folders = createScratchFolders();
  await using ollama = await serveOllama(folders);
  const settings = routerSettingsSchema.parse({
    listen: { port: 0 },
    providers: {
      ollama: { wire_api: 'chat', base_url: `${ollama.url}/v1`, keyless: true, local: true },
    },
    deployments: {
      qwen: { provider: 'ollama', model: MODEL, context_tokens: 32_768, reasoning: false, images: false },
    },
    aliases: {},
  });
  await using router = await startTestRouter(settings, {});
  configureCodex(folders, router, 'qwen');
  const notes = join(folders.project, 'notes.txt');
  writeFileSync(notes, NOTES_BEFORE);
  const commandsOf = (events: readonly object[]) => JSON.stringify(events);

  const read = await runCodex('exec_command {"cmd":"cat notes.txt"}', { folders });
  expect(read.exitCode, read.stdout + read.stderr).toBe(0);
  expect(commandsOf(read.events)).toContain('keep this line');
  const resume = { folders, args: ['resume', '--last'] };
  const edit = await runCodex(`apply_patch ${JSON.stringify({ input: PATCH })}`, resume);
  expect(edit.exitCode).toBe(0);
  expect(readFileSync(notes, 'utf8')).toBe(NOTES_AFTER);
  const count = await runCodex('exec_command {"cmd":"wc -l notes.txt"}', resume);
  expect(commandsOf(count.events)).toContain('2 notes.txt');
  const answer = await runCodex('Say goodbye.', resume);
  expect(answer).toMatchObject({ exitCode: 0, answer: 'You said: Say goodbye.' });
  expect(router.events.filter(event => event.phase === 'ended')).toHaveLength(7);
  expect(router.events.every(event => event.errorCode === undefined)).toBe(true);
});

test('the real Codex runs what a local model writes down as text in place of a call', async () => {
  await using folders = createScratchFolders();
  await using upstream = await startStandIn('chat');
  await using router = await routeTo([upstream]);
  configureCodex(folders, router, 'to-chat');
  const written = JSON.stringify(
    { name: 'exec_command', arguments: { cmd: 'echo Größe > made.txt' } },
    undefined,
    2,
  );
  upstream.queue({ text: `\`\`\`json\n${written}\n\`\`\``, chunkBytes: 3 }, { text: 'Made.' });

  const run = await runCodex('Make it.', { folders });
  expect(run, run.stdout + run.stderr).toMatchObject({ exitCode: 0, answer: 'Made.' });
  expect(readFileSync(join(folders.project, 'made.txt'), 'utf8')).toBe('Größe\n');
  expect(upstream.refusals).toEqual([]);
});

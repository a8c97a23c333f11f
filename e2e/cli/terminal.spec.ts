import { delimiter, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { freePort } from '../fixtures/free-port.ts';
import { createScratchFolders, type ScratchFolders } from '../fixtures/scratch-folders.ts';
import { ollamaStandIn, signalbox, signalboxCommand } from '../fixtures/signalbox-command.ts';
import { awayFromOllama, withoutPrograms } from '../fixtures/without-programs.ts';

test.skip(process.platform !== 'linux', 'the terminal is one of util-linux');

/** On a terminal of its own, with everything it wrote there. */
async function onTerminal(
  folders: ScratchFolders,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
) {
  const line = [...signalboxCommand, ...args].map(word => `'${word}'`).join(' ');
  const command = ['/usr/bin/script', '-qec', line, '/dev/null'];
  return await signalbox(folders, [], { command, env: { TERM: 'xterm-256color', ...env } });
}

const COLOUR = '\u001b[3';
const AGAIN_FROM_THE_LEFT = '\r\u001b[2K';

test('colours are for terminals, and for those who want them', async () => {
  await using folders = createScratchFolders();
  awayFromOllama(folders);
  const seen = await onTerminal(folders, ['probe', 'codex-no-openai'], withoutPrograms);
  expect(seen.stdout).toContain(COLOUR);
  for (const env of [{ NO_COLOR: '1' }, { TERM: 'dumb' }]) {
    const plain = await onTerminal(folders, ['probe', 'codex-no-openai'], { ...withoutPrograms, ...env });
    expect(plain.stdout).toContain('codex-no-openai');
    expect(plain.stdout).not.toContain('\u001b');
  }
  const piped = await signalbox(folders, ['probe', 'codex-no-openai'], { env: withoutPrograms });
  expect(`${piped.stdout}${piped.stderr}`).not.toContain('\u001b');
});

test('a pull is followed on a terminal, and in a pipe it is silent until its end', async () => {
  await using folders = createScratchFolders();
  awayFromOllama(folders, await freePort());
  const env = (models: string) => ({
    PATH: `${ollamaStandIn}${delimiter}${process.env.PATH ?? ''}`,
    OLLAMA_MODELS: join(folders.root, models),
  });
  const seen = await onTerminal(folders, ['ollama', 'pull'], env('seen'));
  expect(seen.exitCode, seen.stdout).toBe(0);
  expect(seen.stdout).toContain(`${AGAIN_FROM_THE_LEFT}pulling qwen2.5-coder:3b`);
  expect(seen.stdout).toMatch(/\[#+\.*\] \d+ % /);
  const piped = await signalbox(folders, ['ollama', 'pull'], { env: env('piped') });
  expect(piped.exitCode, piped.stderr).toBe(0);
  expect(`${piped.stdout}${piped.stderr}`).not.toContain('\r');
});

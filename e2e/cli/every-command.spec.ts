import { readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { placeCommands } from '../../src-main/shells/cli/completion/command-tree.ts';
import { readCommandTree } from '../../src-main/shells/cli/completion/read-command-tree.ts';
import { createProgram } from '../../src-main/shells/cli/program.ts';
import { readSurroundings } from '../../src-main/shells/cli/surroundings.ts';
import { freePort } from '../fixtures/free-port.ts';
import { realCodex } from '../fixtures/real-codex.ts';
import { makeRecordingTerminal } from '../fixtures/recording-terminal.ts';
import { startResponsesUpstream } from '../fixtures/responses-upstream.ts';
import { writeRouterYaml } from '../fixtures/router-yaml.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { startServing } from '../fixtures/serving.ts';
import { jsonOf, ollamaStandIn, signalbox } from '../fixtures/signalbox-command.ts';
import { awayFromOllama } from '../fixtures/without-programs.ts';
import { expectBoth } from './table/expect-both.ts';
import { FAILURES } from './table/failures.ts';
import { ALONE, IN_TESTS_OF_THEIR_OWN, type Row, WITH_OLLAMA, WITH_SIGNALBOX } from './table/rows.ts';

const isOf = (path: readonly string[], args: readonly string[]) =>
  path.every((word, index) => args[index] === word);

test('every command of the program is seen to succeed and to fail, for people and as JSON', () => {
  const leaves = placeCommands(readCommandTree(createProgram(readSurroundings())))
    .filter(({ command }) => command.commands.length === 0 && command.name !== 'help')
    .map(({ path }) => path);
  expect(leaves.length).toBeGreaterThan(35);
  const succeeding: readonly Row[] = [...ALONE, ...WITH_SIGNALBOX, ...WITH_OLLAMA];
  const unseen = leaves.filter(path => !succeeding.some(({ args }) => isOf(path, args)));
  expect(unseen.map(path => path.join(' ')).sort()).toEqual(Object.keys(IN_TESTS_OF_THEIR_OWN).sort());
  for (const [command, file] of Object.entries(IN_TESTS_OF_THEIR_OWN)) {
    const spec = readFileSync(join(import.meta.dirname, file), 'utf8');
    expect(spec, `${file} runs ${command}`).toContain(`'${command}'`);
  }
  const unfailing = leaves.filter(path => !FAILURES.some(([args]) => isOf(path, args)));
  expect(unfailing.map(path => path.join(' '))).toEqual([]);
});

test('the commands that speak to a running Signalbox', async () => {
  test.slow(); // some fifty processes, Codex among them
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  upstream.otherwise(() => ({ kind: 'text', text: 'Mended the typo.' }));
  writeRouterYaml(folders, { openaiUrl: upstream.baseUrl });
  const codex = await realCodex();
  const terminal = await makeRecordingTerminal(folders, 'Say something.');
  const env = {
    ...terminal.env,
    PATH: `${dirname(codex)}${delimiter}${process.env.PATH ?? ''}`,
    NO_PROXY: '127.0.0.1,localhost',
    DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere',
  };
  await using serving = await startServing(folders, { env });
  for (const row of WITH_SIGNALBOX) await expectBoth(folders, row, env);

  expect(jsonOf(await signalbox(folders, ['stop', '--force', '--json'], { env }))).toEqual({ stopped: true });
  expect(await serving.ended).toBe(0);
  await using again = await startServing(folders, { env });
  expect(await signalbox(folders, ['stop'], { env })).toEqual({
    exitCode: 0,
    stdout: 'Stopped.\n',
    stderr: '',
  });
  expect(await again.ended).toBe(0);
});

test('the commands that look after the local model', async () => {
  await using folders = createScratchFolders();
  awayFromOllama(folders, await freePort());
  const env = {
    PATH: `${ollamaStandIn}${delimiter}${process.env.PATH ?? ''}`,
    OLLAMA_MODELS: join(folders.root, 'models'),
    SIGNALBOX_CODEX: '/nowhere/codex',
    DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere',
  };
  await using _serving = await startServing(folders, { env });
  for (const row of WITH_OLLAMA) await expectBoth(folders, row, env);
});

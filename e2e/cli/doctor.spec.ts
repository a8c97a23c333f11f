import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { expectGolden, steady } from '../fixtures/golden.ts';
import { familyOf, killLeftovers } from '../fixtures/process-tree.ts';
import { realCodex } from '../fixtures/real-codex.ts';
import { createScratchFolders, type ScratchFolders } from '../fixtures/scratch-folders.ts';
import { startServing } from '../fixtures/serving.ts';
import { jsonOf, signalbox } from '../fixtures/signalbox-command.ts';
import { awayFromOllama, withoutPrograms } from '../fixtures/without-programs.ts';

test.skip(process.platform !== 'linux', 'the processes of a crash are found in /proc');

const THEIRS = 'model = "theirs" # and nothing else\n';

/** What these say is about the machine, not about Signalbox. */
const OF_THE_MACHINE = 'Router port|Key chain|Tray|Windows Subsystem for Linux|Clock|Disk space';

function steadyReport(report: string, folders: ScratchFolders, codex: string): string {
  const line = new RegExp(`^\\w+ +(${OF_THE_MACHINE})  .*\\n(?: +-> .*\\n)?`, 'gm');
  return steady(report.replaceAll(codex, '/bin/codex').replace(line, '...      $1\n'), folders.root);
}

/** Signalbox, its router and the guard of the swap are killed in one go, as by a power failure. */
async function crashWithSwap(folders: ScratchFolders, env: Readonly<Record<string, string>>): Promise<void> {
  writeFileSync(join(folders.codexHome, 'config.toml'), THEIRS);
  await using serving = await startServing(folders, { env });
  expect((await signalbox(folders, ['codex', 'enable'], { env })).exitCode).toBe(0);
  expect(readFileSync(join(folders.codexHome, 'config.toml'), 'utf8')).toContain(`:${serving.port}/v1`);
  const all = familyOf(serving.pid, folders.signalboxHome);
  // Held first, or the guard would restore when it sees the others go.
  for (const { pid } of all) process.kill(pid, 'SIGSTOP');
  await killLeftovers(all);
}

test('doctor sees what a crash left in the Codex configuration, and --fix takes it out', async () => {
  await using folders = createScratchFolders();
  awayFromOllama(folders);
  const codex = await realCodex();
  const env = { ...withoutPrograms, SIGNALBOX_CODEX: codex, PATH: process.env.PATH ?? '' };
  await crashWithSwap(folders, env);

  const seen = await signalbox(folders, ['doctor'], { env });
  expect(seen).toMatchObject({ exitCode: 1, stderr: '' });
  expectGolden('doctor-leftover', steadyReport(seen.stdout, folders, codex));
  const fixed = await signalbox(folders, ['doctor', '--fix', '--json'], { env });
  const report = Object(jsonOf(fixed));
  expect(report.fixes).toEqual(
    expect.arrayContaining([expect.objectContaining({ name: 'leftover-swap', isDone: true })]),
  );
  expect(report.checks).toEqual(
    expect.arrayContaining([expect.objectContaining({ name: 'leftover-swap', result: 'ok' })]),
  );
  expect(readFileSync(join(folders.codexHome, 'config.toml'), 'utf8')).toBe(THEIRS);

  const again = await signalbox(folders, ['doctor', '--fix'], { env });
  expectGolden('doctor', steadyReport(again.stdout, folders, codex));
  expect(again.stderr).toBe('There was nothing to mend that is safe to mend.\n');
});

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { jsonOf, signalbox } from '../fixtures/signalbox-command.ts';
import { awayFromOllama, withoutPrograms } from '../fixtures/without-programs.ts';
import { FAILURES } from './table/failures.ts';

for (const [args, exitCode, code] of FAILURES) {
  test(`signalbox ${args.join(' ')} fails with ${exitCode} ${code}`, async () => {
    await using folders = createScratchFolders();
    awayFromOllama(folders);
    const options = { env: withoutPrograms, input: '' };
    const human = await signalbox(folders, args, options);
    expect(human).toMatchObject({ exitCode, stdout: '' });
    expect(human.stderr.trim()).not.toBe('');
    const json = await signalbox(folders, [...args, '--json'], options);
    expect(json.exitCode).toBe(exitCode);
    expect(jsonOf(json)).toMatchObject({ error: { code } });
  });
}

test('a mistake in a settings file is shown with its place and its remedy', async () => {
  await using folders = createScratchFolders();
  mkdirSync(folders.signalboxHome, { recursive: true });
  writeFileSync(
    join(folders.signalboxHome, 'codex-routing-policy.yaml'),
    'avoid_openai: false\nfallback_ordr: [standard]\n',
  );
  const check = await signalbox(folders, ['policy', 'check']);
  expect(check.exitCode).toBe(1);
  expect(check.stdout).toMatch(/^codex-routing-policy\.yaml:2:1: .*fallback_ordr.*fallback_order/m);
  const shown = await signalbox(folders, ['policy', 'show', '--json']);
  expect(shown.exitCode).toBe(1);
  expect(jsonOf(shown)).toMatchObject({ problems: [{ line: 2, column: 1 }] });
});

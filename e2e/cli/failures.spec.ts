import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { jsonOf, signalbox } from '../fixtures/signalbox-command.ts';
import { awayFromOllama, withoutPrograms } from '../fixtures/without-programs.ts';

/** What each command ends with, and its word for scripts, when it cannot do its work. */
const FAILURES: readonly (readonly [args: readonly string[], exitCode: number, code: string])[] = [
  [['status'], 3, 'not_running'],
  [['stop'], 3, 'not_running'],
  [['token'], 3, 'not_running'],
  [['launch', '--here'], 3, 'not_running'],
  [['launch', '--mode', 'plain', '--here', 'no/such/folder'], 1, 'folder_missing'],
  [['keys', 'forget', 'openai'], 3, 'not_running'],
  [['keys', 'set', 'openai'], 1, 'key_malformed'],
  [['keys', 'set', 'No Body'], 2, 'usage'],
  [['keys', 'forget'], 2, 'usage'],
  [['ollama', 'stop'], 3, 'not_running'],
  [['ollama', 'start'], 1, 'not_installed'],
  [['ollama', 'pull'], 1, 'not_installed'],
  [['ollama', 'load'], 1, 'ollama_unreachable'],
  [['ollama', 'unload'], 1, 'ollama_unreachable'],
  [['ask', 'anything'], 1, 'not_installed'],
  [['ask', '--max-output-tokens', '0', 'x'], 2, 'usage'],
  [['bench', 'local'], 1, 'not_installed'],
  [['bench', 'local', '--repeats', 'many'], 2, 'usage'],
  [['probe', 'no-such-alias'], 1, 'unknown_model'],
  [['probe', 'codex-light', '--call'], 3, 'not_running'],
  [['policy', 'check', 'no-such-file.yaml'], 1, 'file_unreadable'],
  [['history', '--limit', '0'], 2, 'usage'],
  [['stats', '--days', 'x'], 2, 'usage'],
  [['run', '--dry-run', '--force-model', 'nope', 'x'], 1, 'unknown_model'],
  [['run', '--dry-run', '--provider', 'nope', 'x'], 1, 'unknown_provider'],
  [['run', '--codex-provider', 'nope', 'x'], 2, 'usage'],
  [['run', '--cd', 'no/such/folder', 'x'], 1, 'folder_missing'],
  [['run', '--dry-run', '-'], 2, 'usage'],
  [['run', 'x'], 1, 'no_provider_ready'],
  [['completion', 'tcsh'], 2, 'usage'],
  [['serve', '--port', '65536'], 2, 'usage'],
  [['nothing-of-this-name'], 2, 'usage'],
];

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

import { expect, test } from '@playwright/test';
import { ensureBuild } from '../../scripts/lib/ensure-build.mjs';
import { inRepository } from '../../scripts/lib/folders.mjs';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { signalbox } from '../fixtures/signalbox-command.ts';

test('what is built runs as a program, as npx and a link run it', async () => {
  test.skip(process.platform === 'win32', 'there is no such right, and npx goes by another way');
  await using folders = createScratchFolders();
  await ensureBuild();
  const result = await signalbox(folders, ['--version'], {
    command: [inRepository('out', 'main', 'cli.js')],
  });
  expect(result).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+/) });
});

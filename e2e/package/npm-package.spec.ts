import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { z } from 'zod';
import { repositoryFolder } from '../../scripts/lib/folders.mjs';
import { npm, run } from '../../scripts/lib/run.mjs';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { startServing } from '../fixtures/serving.ts';

const packed = z
  .array(
    z.object({
      filename: z.string(),
      size: z.number(),
      unpackedSize: z.number(),
      files: z.array(z.object({ path: z.string() })),
    }),
  )
  .length(1);

test('npm installs the command line alone: small, whole, and it serves', async () => {
  await using folders = createScratchFolders();
  // Built already, so without the scripts.
  const { output } = await npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folders.tmp], {
    cwd: repositoryFolder,
  });
  const [archive] = packed.parse(JSON.parse(output.slice(output.indexOf('['), output.lastIndexOf(']') + 1)));
  const paths = archive?.files.map(({ path }) => path) ?? [];
  expect(paths).toEqual(
    expect.arrayContaining(['out/main/cli.js', 'out/main/router.js', 'out/renderer/index.html']),
  );
  expect(
    paths.filter(
      path =>
        !/^(out\/(main|preload|renderer)\/|resources\/tray\/|package\.json$|README\.md$|LICENSE$)/.test(path),
    ),
  ).toEqual([]);
  expect(paths.filter(path => /\.map$|\.test\.|\.tsx?$/.test(path))).toEqual([]);
  // Half of it are the tables that count tokens.
  expect(archive?.size).toBeLessThan(3_000_000);

  const prefix = join(folders.root, 'prefix');
  await npm(
    [
      'install',
      '--global',
      '--prefix',
      prefix,
      '--no-audit',
      '--no-fund',
      '--prefer-offline',
      join(folders.tmp, archive?.filename ?? ''),
    ],
    { cwd: folders.root },
  );
  const modules =
    process.platform === 'win32' ? join(prefix, 'node_modules') : join(prefix, 'lib', 'node_modules');
  expect(readdirSync(modules)).toEqual(['signalbox']);
  // What runs is bundled; only the native key chain, with what it is compiled against, is a package of its own.
  expect(
    readdirSync(join(modules, 'signalbox', 'node_modules')).filter(name => !name.startsWith('.')),
  ).toEqual(['keytar', 'node-addon-api']);

  const signalbox =
    process.platform === 'win32' ? join(prefix, 'signalbox.cmd') : join(prefix, 'bin', 'signalbox');
  const options = { env: folders.env(), cwd: folders.project, timeoutMs: 30_000 };
  expect(await run(signalbox, ['--version'], options)).toMatchObject({ code: 0, output: '0.1.0\n' });
  expect((await run(signalbox, ['--help'], options)).output).toContain('serve');
  await using serving = await startServing(folders, { command: [signalbox] });
  const welcome = await fetch(serving.dashboard, { redirect: 'manual' });
  const page = await fetch(new URL('/', serving.dashboard), {
    headers: { cookie: welcome.headers.getSetCookie().join('; ').split(';')[0] ?? '' },
  });
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('<div id="root">');
  expect(await run(signalbox, ['stop'], options)).toMatchObject({ code: 0 });
  expect(await serving.ended).toBe(0);
});

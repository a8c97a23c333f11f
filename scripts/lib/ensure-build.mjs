import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { inRepository, repositoryFolder } from './folders.mjs';
import { hashInputs } from './input-hash.mjs';
import { mustRun } from './run.mjs';
import { step } from './step.mjs';

const inputs = [
  'src-main',
  'src-renderer',
  'resources',
  'electron.vite.config.ts',
  'router.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
];

/** What a build leaves, relative to the repository. One that is missing makes the build stale. */
export const outputs = [
  'out/main/electron.js',
  'out/main/router.js',
  'out/main/keychain.js',
  'out/main/cli.js',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
];

/** @param {string} path */
export function isBuildInput(path) {
  return !/\.test\.tsx?$|(^|\/)(testing|fixtures|corpus)\//.test(path);
}

/**
 * Builds everything into `out/` unless the last build had the same inputs and its outputs are still there.
 * @param {{ force?: boolean }} [options]
 */
export function ensureBuild({ force = false } = {}) {
  return step('build', async say => {
    const stamp = inRepository('out', '.build-stamp');
    const hash = hashInputs(repositoryFolder, inputs, isBuildInput);
    const isCurrent = readText(stamp) === hash && outputs.every(path => existsSync(inRepository(path)));
    if (isCurrent && !force) {
      makeRunnable();
      return say('current');
    }
    rmSync(stamp, { force: true });
    const electronVite = inRepository('node_modules', 'electron-vite', 'bin', 'electron-vite.js');
    await mustRun(process.execPath, [electronVite, 'build'], { cwd: repositoryFolder });
    // Second: the first empties the folder.
    const vite = inRepository('node_modules', 'vite', 'bin', 'vite.js');
    await mustRun(process.execPath, [vite, 'build', '--config', 'router.vite.config.ts'], {
      cwd: repositoryFolder,
    });
    const missing = outputs.filter(path => !existsSync(inRepository(path)));
    if (missing.length > 0) throw new Error(`the build did not make ${missing.join(', ')}`);
    makeRunnable();
    mkdirSync(inRepository('out'), { recursive: true });
    writeFileSync(stamp, hash);
    return say('built');
  });
}

/** `npx signalbox` runs it as a program, and makes it one itself only the first time. */
function makeRunnable() {
  chmodSync(inRepository('out', 'main', 'cli.js'), 0o755);
}

/** @param {string} path */
function readText(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { ensureBuild } from './ensure-build.mjs';
import { inRepository, repositoryFolder } from './folders.mjs';
import { checkFuses, wantedFuses } from './fuses.mjs';
import { hashInputs } from './input-hash.mjs';
import { obtainElectron } from './obtain-electron.mjs';
import { packagedApp } from './packaged-app.mjs';
import { mustRun } from './run.mjs';
import { step } from './step.mjs';

const inputs = ['out', 'resources', 'electron-builder.yml', 'package.json', 'package-lock.json'];

/** @param {string} path */
const isInput = path => !path.startsWith('out/test-reports/');

/** The app in a folder, to run and to test; nothing is packaged again while its parts are the same. */
export async function ensurePackaged() {
  await ensureBuild();
  const electron = await obtainElectron();
  const app = packagedApp(process);
  // Playwright attaches through the inspector; without it the folder cannot be tested.
  const fuses = { ...wantedFuses(), enableNodeCliInspectArguments: true };
  return step('packaged app', async say => {
    const stamp = inRepository('dist', '.package-stamp');
    const current = `${electron.distribution} ${hashInputs(repositoryFolder, inputs, isInput)}`;
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === current && existsSync(app.executable)) {
      say('current');
      return app;
    }
    rmSync(stamp, { force: true });
    await runBuilder([
      '--dir',
      `-c.electronDist=${electron.distribution}`,
      '-c.electronFuses.enableNodeCliInspectArguments=true',
    ]);
    await checkFuses(app.executable, fuses);
    writeFileSync(stamp, current);
    say('made');
    return app;
  });
}

/** The installers of this platform, which only the official Electron goes into. */
export async function makeInstallers() {
  await ensureBuild({ force: true });
  const electron = await obtainElectron();
  if (!electron.isOfficial) {
    throw new Error('a release needs the official Electron, which cannot be downloaded here');
  }
  await step('installers', async say => {
    await runBuilder([]);
    await checkFuses(packagedApp(process).executable, wantedFuses());
    say('in dist/');
  });
}

/** @param {readonly string[]} args */
function runBuilder(args) {
  const builder = inRepository('node_modules', 'electron-builder', 'out', 'cli', 'cli.js');
  return mustRun(process.execPath, [builder, '--publish', 'never', ...args], {
    cwd: repositoryFolder,
    env: { ...process.env, CSC_IDENTITY_AUTO_DISCOVERY: args.includes('--dir') ? 'false' : 'true' },
  });
}

import { ensureBuild } from './lib/ensure-build.mjs';
import { ensureDependencies } from './lib/ensure-dependencies.mjs';
import { finishWith } from './lib/finish-with.mjs';
import { inRepository, repositoryFolder } from './lib/folders.mjs';
import { obtainElectron } from './lib/obtain-electron.mjs';
import { mustRun } from './lib/run.mjs';
import { step } from './lib/step.mjs';

// npm run package [-- --release]: the app in a folder below dist/, to run and to test; with --release the
// installers of this platform, which only the official Electron goes into.
await finishWith(async () => {
  const isRelease = process.argv.includes('--release');
  await ensureDependencies();
  await ensureBuild();
  const electron = await obtainElectron();
  if (isRelease && !electron.isOfficial) {
    throw new Error('a release needs the official Electron, which cannot be downloaded here');
  }
  const builder = inRepository('node_modules', 'electron-builder', 'out', 'cli', 'cli.js');
  const forTests = [
    '--dir',
    `-c.electronDist=${electron.distribution}`,
    // Without it Playwright cannot attach.
    '-c.electronFuses.enableNodeCliInspectArguments=true',
  ];
  await step(isRelease ? 'installers' : 'packaged app', async say => {
    await mustRun(process.execPath, [builder, '--publish', 'never', ...(isRelease ? [] : forTests)], {
      cwd: repositoryFolder,
      env: { ...process.env, CSC_IDENTITY_AUTO_DISCOVERY: isRelease ? 'true' : 'false' },
    });
    say('in dist/');
  });
});

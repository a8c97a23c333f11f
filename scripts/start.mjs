import './lib/require-node.mjs';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { findDisplays } from './lib/display.mjs';
import { ensureBuild } from './lib/ensure-build.mjs';
import { ensureDependencies } from './lib/ensure-dependencies.mjs';
import { finishWith } from './lib/finish-with.mjs';
import { inRepository, repositoryFolder } from './lib/folders.mjs';
import { obtainElectron } from './lib/obtain-electron.mjs';
import { exitCode, forwardSignals } from './lib/run.mjs';
import { planSandbox, planStart } from './lib/start-plan.mjs';
import { ensureSystemLibraries } from './lib/system-libraries.mjs';

// npm start [-- --headless] [-- arguments for the app or for `signalbox serve`]
await finishWith(async () => {
  const args = process.argv.slice(2);
  const plan = planStart({
    platform: process.platform,
    env: process.env,
    args,
    ...(await findDisplays(process)),
  });
  const passedOn = args.filter(argument => argument !== '--headless');
  await ensureDependencies();
  await ensureBuild();
  if (plan.why !== undefined) process.stdout.write(`- ${plan.why}\n`);
  if (plan.mode === 'headless') {
    return become(process.execPath, [inRepository('out', 'main', 'cli.js'), 'serve', ...passedOn]);
  }
  const missing = await ensureSystemLibraries('electron');
  if (missing !== undefined) process.stdout.write(`${missing}\n`);
  const electron = await obtainElectron();
  const sandbox = planSandbox({
    platform: process.platform,
    uid: process.getuid?.(),
    usernsClone: readSetting('/proc/sys/kernel/unprivileged_userns_clone'),
    apparmorRestricts: readSetting('/proc/sys/kernel/apparmor_restrict_unprivileged_userns'),
  });
  if (sandbox.why !== undefined) process.stdout.write(`- ${sandbox.why}\n`);
  return become(electron.executable, [...sandbox.args, ...plan.args, repositoryFolder, ...passedOn]);
});

/**
 * Runs the program with our terminal, our signals and our exit code.
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
function become(command, args) {
  // Terminals inside Electron editors set it, and then Electron would be a plain Node.
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  // Codex runs `signalbox token` in an environment that may have no Node on its path, or another one.
  const child = spawn(command, args, {
    stdio: 'inherit',
    env: { ...env, SIGNALBOX_NODE: env.SIGNALBOX_NODE ?? process.execPath },
  });
  forwardSignals(child);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(exitCode(code, signal)));
  });
}

/** @param {string} path */
function readSetting(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

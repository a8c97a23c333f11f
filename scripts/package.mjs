import './lib/require-node.mjs';
import { ensureDependencies } from './lib/ensure-dependencies.mjs';
import { finishWith } from './lib/finish-with.mjs';

// npm run package [-- --release]: the app in a folder below dist/, to run and to test; with --release the
// installers of this platform.
await finishWith(async () => {
  await ensureDependencies();
  // Only now are the packages there that it stands on.
  const { ensurePackaged, makeInstallers } = await import('./lib/ensure-packaged.mjs');
  if (process.argv.includes('--release')) return makeInstallers();
  const { executable, launcher } = await ensurePackaged();
  process.stdout.write(`app: ${executable}\ncommand line: ${launcher}\n`);
});

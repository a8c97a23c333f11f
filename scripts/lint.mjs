import './lib/require-node.mjs';
import { ensureDependencies } from './lib/ensure-dependencies.mjs';
import { finishWith } from './lib/finish-with.mjs';
import { runLint } from './lib/run-lint.mjs';
import { exitCodeFor } from './lib/test-counts.mjs';

// node scripts/lint.mjs
await finishWith(async () => {
  await ensureDependencies();
  return exitCodeFor(await runLint());
});

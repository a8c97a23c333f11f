import './lib/require-node.mjs';
import { ensureBuild } from './lib/ensure-build.mjs';
import { finishWith } from './lib/finish-with.mjs';

// node scripts/build.mjs [--force]
await finishWith(() => ensureBuild({ force: process.argv.includes('--force') }));

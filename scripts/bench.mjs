import './lib/require-node.mjs';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { measure } from './lib/bench/measure.mjs';
import { describeReport } from './lib/bench/report.mjs';
import { ensureBuild } from './lib/ensure-build.mjs';

// npm run bench [-- [--rounds N] [--only WORDS] [--against OUT/router.js] [--json] [--write]]: the router beside a
// bare Node pass-through, nginx where there is one and no proxy at all, turn and turn about on the same upstream.
// --against adds the router of another build; --write puts the figures into docs/benchmarks.md.
const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    only: { type: 'string', default: '' },
    against: { type: 'string' },
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
const root = join(import.meta.dirname, '..');

await ensureBuild();
const folder = mkdtempSync(join(tmpdir(), 'signalbox-bench-'));
let report;
try {
  report = await measure({
    folder,
    router: join(root, 'out/main/router.js'),
    against: options.against && resolve(options.against),
    rounds: Number(options.rounds),
    only: options.only,
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const text = describeReport(report);
process.stdout.write(`${options.json ? JSON.stringify(report, null, 2) : text}\n`);
if (options.write) {
  const path = join(root, 'docs/benchmarks.md');
  const [before = '', , after = ''] = readFileSync(path, 'utf8').split(/<!-- figures -->|<!-- end -->/);
  writeFileSync(path, `${before}<!-- figures -->\n\n${text}\n\n<!-- end -->${after}`);
}
process.exit();

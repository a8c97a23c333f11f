import { existsSync, readFileSync } from 'node:fs';
import { inRepository, repositoryFolder } from './folders.mjs';
import { run } from './run.mjs';
import { checkLength, checkName, checkPurity, checkText, isSource } from './source-rules.mjs';

/** @typedef {{ label: string, check: () => Promise<string | undefined> }} LintStep undefined is well, else why not */

/** @type {readonly LintStep[]} */
export const lintSteps = [
  { label: 'types (tsc -b)', check: () => program('typescript/bin/tsc', ['-b']) },
  { label: 'lint and format (Biome)', check: () => program('@biomejs/biome/bin/biome', ['check', '.']) },
  {
    label: 'import rules (dependency-cruiser)',
    check: () =>
      program('dependency-cruiser/bin/dependency-cruise.mjs', [
        ...['--config', '.dependency-cruiser.cjs', '--output-type', 'err'],
        ...['src-main', 'src-renderer', 'e2e'].filter(folder => existsSync(inRepository(folder))),
      ]),
  },
  {
    label: 'length of files',
    check: () => everyFile(file => (isSource(file.path) ? checkLength(file) : [])),
  },
  { label: 'names of files', check: () => everyFile(checkName) },
  { label: 'words and paths', check: () => everyFile(checkText) },
  { label: 'purity of the domain', check: () => everyFile(checkPurity) },
];

/** @param {string} script below node_modules @param {readonly string[]} args */
async function program(script, args) {
  const result = await run(process.execPath, [inRepository('node_modules', script), ...args], {
    cwd: repositoryFolder,
  });
  return result.code === 0 ? undefined : result.output.trim() || `ended with code ${result.code}`;
}

/** @param {(file: import('./source-rules.mjs').SourceFile) => string[]} rule */
async function everyFile(rule) {
  const list = await run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: repositoryFolder,
  });
  if (list.code !== 0) return `git cannot list the files: ${list.output}`;
  const complaints = list.output
    .split('\0')
    .filter(path => /\.(tsx?|[mc]?js|css|html|md|ya?ml|json|sh|svg)$|^\.ci\//.test(path))
    .filter(path => existsSync(inRepository(path)))
    .flatMap(path => rule({ path, text: readFileSync(inRepository(path), 'utf8') }));
  return complaints.length === 0 ? undefined : complaints.join('\n');
}

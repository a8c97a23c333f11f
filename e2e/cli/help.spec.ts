import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type HelpPage, readHelpPages } from '../fixtures/command-tree.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { signalbox } from '../fixtures/signalbox-command.ts';

const DOCS = join(import.meta.dirname, '../../docs/command-line.md');
const BEGIN = '<!-- reference: begin -->\n';
const END = '<!-- reference: end -->\n';

function reference(pages: readonly HelpPage[]): string {
  return pages
    .map(
      ({ path, help }) => `## ${['signalbox', ...path].join(' ')}\n\n\`\`\`text\n${help.trimEnd()}\n\`\`\`\n`,
    )
    .join('\n');
}

test('every command teaches: a summary, a description, --json, examples; and the documentation says the same', async () => {
  test.slow(); // some fifty processes
  await using folders = createScratchFolders();
  const pages = await readHelpPages(folders);
  expect(pages.length).toBeGreaterThan(30);
  for (const { path, help, isGroup } of pages) {
    const name = path.join(' ') || 'signalbox';
    if (isGroup) continue;
    expect(help, name).toContain('\nExamples:\n  $ ');
    expect(help, name).toContain('--json ');
    expect(help.split('\n')[2]?.length, `${name} says what it does`).toBeGreaterThan(20);
  }
  const docs = readFileSync(DOCS, 'utf8');
  const head = docs.slice(0, docs.indexOf(BEGIN) + BEGIN.length);
  const tail = docs.slice(docs.indexOf(END));
  const wanted = `${head}\n${reference(pages)}\n${tail}`;
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(DOCS, wanted);
  expect(readFileSync(DOCS, 'utf8')).toBe(wanted);
});

test('the exit codes of the documentation are those of the executable', async () => {
  await using folders = createScratchFolders();
  const { stdout } = await signalbox(folders, ['--help']);
  const codes = [...stdout.matchAll(/^ +(\d+) {2}(.+)$/gm)].map(
    ([, code, meaning]) => `| ${code} | ${meaning} |`,
  );
  expect(codes).toHaveLength(7);
  const docs = readFileSync(DOCS, 'utf8');
  expect(codes.filter(row => !docs.includes(row))).toEqual([]);
});

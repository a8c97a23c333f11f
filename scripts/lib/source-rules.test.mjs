import { expect, test } from 'vitest';
import { checkLength, checkName, checkPurity, checkText, maxLines } from './source-rules.mjs';

test.each([
  [maxLines, true, 0],
  [maxLines, false, 0],
  [maxLines + 1, true, 1],
])('%i lines, final newline %s: %i complaints', (lines, isEnded, expected) => {
  const text = Array(lines).fill('x').join('\n') + (isEnded ? '\n' : '');
  expect(checkLength({ path: 'src-main/a.ts', text })).toHaveLength(expected);
});

test.each([
  ["const a = '/wo" + "rk/main';", 1],
  ['see /ro' + 'ot/.cache', 1],
  ['<<<<<' + '<< HEAD', 1],
  ['// TO' + 'DO later', 1],
  ['the network/work/ratio', 0],
  ['C:/wo' + 'rk/secret', 0],
  ['<<<<<<<', 0],
])('%s: %i complaints', (text, expected) => {
  expect(checkText({ path: 'docs/a.md', text })).toHaveLength(expected);
});

test.each([
  ['src-main/lib/emitter.ts', 0],
  ['src-main/lib/emitter.test.ts', 0],
  ['src-renderer/ui/state-tile.module.css', 0],
  ['src-main/lib/utils.ts', 1],
  ['src-main/contract/types.ts', 1],
  ['src-main/contract/index.ts', 1],
  ['src-renderer/ui/StateTile.tsx', 1],
  ['vitest.config.ts', 0],
])('the name %s: %i complaints', (path, expected) => {
  expect(checkName({ path, text: '' })).toHaveLength(expected);
});

test.each([
  ['const a = Math.random();', 1],
  ['const a = Date.now();', 1],
  ['const a = new Date(0);', 1],
  ['process.exit(1);', 1],
  ['// Date.now() comes in as nowMs', 0],
  ['/** never\n * Math.random() */', 0],
  ['const updatedAtMs = nowMs;', 0],
])('in the domain %j: %i complaints', (text, expected) => {
  expect(checkPurity({ path: 'src-main/domain/a.ts', text })).toHaveLength(expected);
  expect(checkPurity({ path: 'src-main/services/a.ts', text })).toHaveLength(0);
});

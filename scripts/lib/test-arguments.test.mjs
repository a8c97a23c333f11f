import { expect, test } from 'vitest';
import { parseTestArguments } from './test-arguments.mjs';

test.each([
  [[], ['lint', 'unit', 'e2e'], []],
  [['--only', 'e2e'], ['e2e'], []],
  [['--only', 'unit,lint'], ['lint', 'unit'], []],
  [['--only', 'e2e', 'tray'], ['e2e'], ['tray']],
  [['src-main/domain', '--only', 'unit'], ['unit'], ['src-main/domain']],
  [
    ['tray', '-t', 'a word'],
    ['lint', 'unit', 'e2e'],
    ['tray', '-t', 'a word'],
  ],
])('%o', (args, only, filters) => {
  expect(parseTestArguments(args)).toEqual({ only, filters });
});

test.each([[['--only']], [['--only', 'nothing']], [['--only', 'unit,']]])('%o is refused', args => {
  expect(() => parseTestArguments(args)).toThrow(/lint, unit, e2e/);
});

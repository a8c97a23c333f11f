import { expect, test } from 'vitest';
import {
  closingLine,
  countPlaywright,
  countVitest,
  exitCodeFor,
  passedAgain,
  sumCounts,
} from './test-counts.mjs';

const file = (status, ...statuses) => ({ status, assertionResults: statuses.map(one => ({ status: one })) });

test.each([
  ['tests of every kind', [file('failed', 'passed', 'failed', 'pending', 'todo')], 1, [1, 1, 2]],
  ['a file that does not load', [file('failed'), file('passed', 'passed')], 1, [1, 1, 0]],
  ['a bad end with green tests', [file('passed', 'passed')], 1, [1, 1, 0]],
  ['all well', [file('passed', 'passed', 'skipped')], 0, [1, 0, 1]],
  ['no tests found', [], 1, [0, 1, 0]],
])('Vitest: %s', (_name, testResults, exitCode, [passed, failed, skipped]) => {
  expect(countVitest({ testResults }, exitCode)).toEqual({ passed, failed, skipped });
});

test.each([
  ['tests of every kind', { expected: 3, unexpected: 1, flaky: 1, skipped: 2 }, [], 1, [4, 1, 2]],
  ['an error outside the tests', { expected: 3, unexpected: 0, flaky: 0, skipped: 0 }, [{}], 1, [3, 1, 0]],
  ['all well', { expected: 3, unexpected: 0, flaky: 0, skipped: 0 }, [], 0, [3, 0, 0]],
])('Playwright: %s', (_name, stats, errors, exitCode, [passed, failed, skipped]) => {
  expect(countPlaywright({ stats, errors }, exitCode)).toEqual({ passed, failed, skipped });
});

test('what passed only when it was tried again is named', () => {
  const spec = (title, status) => ({ file: 'tray/icon.spec.ts', title, tests: [{ status }] });
  const inner = { specs: [spec('blinks', 'flaky'), spec('is drawn', 'expected')] };
  const report = { suites: [{ specs: [spec('is gone', 'unexpected')], suites: [inner] }] };
  expect(passedAgain(report)).toEqual(['tray/icon.spec.ts: blinks']);
  expect(passedAgain(undefined)).toEqual([]);
});

test.each([[undefined], [{}], [null]])('a report of %o is one failure', report => {
  expect(countVitest(report, 0).failed).toBe(1);
  expect(countPlaywright(report, 0).failed).toBe(1);
});

test('suites add up to one line', () => {
  const sum = sumCounts([
    { passed: 2, failed: 0, skipped: 1 },
    { passed: 3, failed: 1, skipped: 0 },
  ]);
  expect(closingLine(sum)).toBe('5 passed, 1 failed, 1 skipped');
});

test.each([
  [{ passed: 1, failed: 0, skipped: 0 }, 0],
  [{ passed: 1, failed: 1, skipped: 0 }, 1],
  [{ passed: 0, failed: 0, skipped: 0 }, 1],
  [{ passed: 0, failed: 0, skipped: 9 }, 1],
])('%o ends with code %i', (counts, expected) => {
  expect(exitCodeFor(counts)).toBe(expected);
});

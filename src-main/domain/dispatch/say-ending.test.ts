import { expect, it } from 'vitest';
import { textOf } from '../sentence/sentence.ts';
import { finalReason, type ReasonEnd } from './final-reason.ts';
import { sayEnding } from './say-ending.ts';

const a = { deployment: 'a', word: 'rate_limited' };
const b = { deployment: 'gpt-5.1-codex', word: 'timeout' };

it.each<[Omit<ReasonEnd, 'planned'>, string | undefined, string]>([
  [{ failed: [] }, undefined, ''],
  [{ failed: [], costUsd: 0.0042 }, undefined, ''],
  [{ failed: [a], goesTo: 'b', costUsd: 12 }, 'a failed (rate_limited), then b', ''],
  [{ failed: [a, b] }, 'a failed (rate_limited), gpt-5.1-codex failed (timeout)', ''],
  [
    { failed: [a], notes: ['reasoning left out', 'tools, too'] },
    'a failed (rate_limited)',
    'reasoning left out; tools, too',
  ],
  [{ failed: [], notes: ['reasoning left out'], costUsd: 1 }, undefined, 'reasoning left out'],
])('reads the end of a line: %j', (end, failures, notes) => {
  const planned = 'codex-default -> a: first candidate that may be used';
  const ending = sayEnding(finalReason({ planned, ...end }).slice(planned.length));
  expect(ending.failures && textOf(ending.failures)).toBe(failures);
  expect(ending.notes).toBe(notes);
});

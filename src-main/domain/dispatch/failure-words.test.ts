import { expect, it } from 'vitest';
import { textOf } from '../sentence/sentence.ts';
import { ENTER_KEY, FAILURES, readFailure, WAITS } from './failure-words.ts';
import { refuseAll, refuseBudget } from './refuse.ts';
import { request } from './testing/dispatch-fixture.ts';

const considered = [
  {
    deployment: 'a:3b',
    provider: 'p',
    limit: { reason: 'no-key' },
    softRisk: undefined,
    probability: undefined,
  },
] as const;
const refused = refuseAll(considered, request(), 'a:3b').message;

it.each([
  ['a refusal', refused, 'No candidate of {0} can be used now. {1}.'],
  ['a refusal with its remedy', `${refused} ${textOf(ENTER_KEY)}`, '{0} {1}'],
  [
    'a budget',
    refuseBudget('day-usd').message,
    'Not sent: {0}. Lift the budgets for today, or raise them in the policy.',
  ],
  ['a failure of a provider', `up: ${FAILURES.notBegun.write(30)}`, '{0}: {1}'],
  [
    'one that says when to come back',
    `up: ${FAILURES.reported.write()}. ${WAITS.minutes.write(3)}`,
    '{0}. {1}',
  ],
])('%s is read back', (_, message, template) => {
  const read = readFailure(message);
  expect(read && textOf(read)).toBe(message);
  const inner = JSON.stringify(read);
  expect(inner).toContain(JSON.stringify(template));
});

it('leaves the words of a provider alone', () => {
  expect(readFailure('up: Slow down, please.')).toBeUndefined();
  expect(readFailure('Rate limit reached. Please try again in 5s.')).toBeUndefined();
});

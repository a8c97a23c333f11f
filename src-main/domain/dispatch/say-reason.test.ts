import * as fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { textOf } from '../sentence/sentence.ts';
import { LIMIT_WORDS } from './hard-limit.ts';
import type { PlanFacts } from './reason-line.ts';
import { reasonLine } from './reason-line.ts';
import { BUDGET_WORDS, CAUSE_WORDS } from './reason-words.ts';
import { sayReason } from './say-reason.ts';

const names = <K extends string>(table: Readonly<Record<K, unknown>>) =>
  fc.constantFrom(...(Object.keys(table) as K[])); // its keys are all it has
const deployment = fc.constantFrom('a', 'b', 'gemini-flash-direct');
const amount = fc.double({ min: -9, max: 9, noNaN: true });

const plans: fc.Arbitrary<PlanFacts> = fc.record({
  asked: fc.constantFrom('codex-default', 'a'),
  resolved: fc.constantFrom('codex-default', 'codex-light'),
  kind: fc.constantFrom('turn', 'title', 'compaction', 'guardian', 'review', 'subagent', 'other'),
  cause: names(CAUSE_WORDS),
  order: fc.array(deployment, { maxLength: 2 }),
  considered: fc.array(
    fc.record({
      deployment,
      provider: fc.constant('p'),
      limit: fc.option(
        fc.record({ reason: names(LIMIT_WORDS), remainingMs: fc.nat(900_000) }, { requiredKeys: ['reason'] }),
        { nil: undefined },
      ),
      softRisk: fc.constant(undefined),
      probability: fc.constant(undefined),
    }),
    { maxLength: 3 },
  ),
  choiceProbability: fc.double({ min: 0, max: 1, noNaN: true }),
  affinity: fc.option(
    fc.record(
      { home: deployment, other: deployment, priceUsd: amount, gainUsd: amount },
      { requiredKeys: ['home'] },
    ),
    { nil: undefined },
  ),
  budget: fc.option(names(BUDGET_WORDS), { nil: undefined }),
  isUncounted: fc.boolean(),
});

test('the sentence of a plan says in English what its line says', () => {
  fc.assert(
    fc.property(plans, plan => {
      const sentence = sayReason(plan);
      expect(sentence && textOf(sentence)).toBe(reasonLine(plan));
    }),
  );
});

it.each([
  ['cause', { cause: 'by-lot' }],
  ['budget', { budget: 'year-usd' }],
  ['limit', { considered: [{ deployment: 'a', limit: { reason: 'asleep' } }] }],
])('a %s that another version wrote leaves no sentence', (_, change) => {
  const facts = {
    asked: 'codex-default',
    resolved: 'codex-default',
    kind: 'turn',
    order: ['a'],
    considered: [],
    cause: 'drawn',
    choiceProbability: 0.5,
  };
  expect(sayReason(facts)).toBeDefined();
  expect(sayReason({ ...facts, ...change })).toBeUndefined();
});

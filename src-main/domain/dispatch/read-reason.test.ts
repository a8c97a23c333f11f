import * as fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { HEALTH_STATES } from '../markov/health-state.ts';
import { type SentenceValue, textOf } from '../sentence/sentence.ts';
import { describeAdvice } from './advice-words.ts';
import { finalReason, type ReasonEnd } from './final-reason.ts';
import { LIMIT_WORDS } from './hard-limit.ts';
import { answerPartNote, effortNote, leftOutNote, NOTES, stopsNote, tierNote } from './note-words.ts';
import { readReason } from './read-reason.ts';
import { type PlanFacts, reasonLine } from './reason-line.ts';
import { BUDGET_WORDS, CAUSE_WORDS } from './reason-words.ts';

const keysOf = <K extends string>(table: Readonly<Record<K, unknown>>) =>
  fc.constantFrom(...(Object.keys(table) as K[])); // its keys are all it has
const NAMES = ['a', 'b', 'qwen2.5-coder:3b', 'openai/gpt-oss-120b:fastest', 'no', 'images'] as const;
const name = fc.constantFrom(...NAMES);
const amount = fc.double({ min: -9, max: 9, noNaN: true });
const share = fc.double({ min: 0, max: 1, noNaN: true });

const plans: fc.Arbitrary<PlanFacts> = fc.record({
  asked: fc.constantFrom('codex-default', 'a', 'two words', 'é -> ü'),
  resolved: fc.constantFrom('codex-default', 'codex-light'),
  kind: fc.constantFrom('turn', 'title', 'compaction', 'guardian', 'review', 'subagent', 'other'),
  cause: keysOf(CAUSE_WORDS),
  order: fc.array(name, { maxLength: 2 }),
  considered: fc.array(
    fc.record({
      deployment: name,
      provider: fc.constant('p'),
      limit: fc.option(
        fc.record(
          { reason: keysOf(LIMIT_WORDS), remainingMs: fc.nat(900_000) },
          { requiredKeys: ['reason'] },
        ),
        { nil: undefined },
      ),
      softRisk: fc.constant(undefined),
      probability: fc.constant(undefined),
    }),
    { maxLength: 3 },
  ),
  choiceProbability: share,
  affinity: fc.option(
    fc.record({ home: name, other: name, priceUsd: amount, gainUsd: amount }, { requiredKeys: ['home'] }),
    { nil: undefined },
  ),
  budget: fc.option(keysOf(BUDGET_WORDS), { nil: undefined }),
  isUncounted: fc.boolean(),
});

const believed = fc.oneof(
  fc.record({ candidate: name }),
  fc.record({ candidate: name, state: fc.constantFrom(...HEALTH_STATES), risk: share }),
);
const advice = fc.option(fc.tuple(believed, believed, fc.boolean()), { nil: undefined });

const notes = fc.oneof(
  keysOf(NOTES).map(key => NOTES[key]),
  fc.constantFrom('low', 'xhigh').map(effortNote),
  fc.constantFrom('flex', 'priority').map(tierNote),
  fc.nat(9).map(stopsNote),
  fc.constantFrom('image', 'file').map(answerPartNote),
  fc.constantFrom('web_search_call', 'user', 'my field').map(leftOutNote),
);
const ends: fc.Arbitrary<Omit<ReasonEnd, 'planned'>> = fc.record({
  failed: fc.array(
    fc.record({ deployment: name, word: fc.constantFrom('rate_limited', 'timeout', 'ttft_timeout') }),
    { maxLength: 3 },
  ),
  goesTo: fc.option(name, { nil: undefined }),
  notes: fc.array(notes, { maxLength: 3 }),
  costUsd: fc.option(fc.double({ min: 0, max: 999, noNaN: true }), { nil: undefined }),
});

/** What a catalogue has no say in. */
const namesIn = (value: SentenceValue): readonly string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number' || 'figure' in value) return [];
  return ('template' in value ? value.values : value).flatMap(namesIn);
};

test('every line there can be is read back: the same in English, and untranslated only what is a name', () => {
  fc.assert(
    fc.property(plans, advice, ends, (plan, advised, end) => {
      const why = advised === undefined ? '' : ` (${describeAdvice(...advised)})`;
      const line = finalReason({ ...end, planned: `${reasonLine(plan)}${why}` });
      const sentence = readReason(line);
      expect(sentence && textOf(sentence)).toBe(line);
      const known = [plan.asked, plan.resolved, ...NAMES, ...end.failed.map(({ word }) => word)];
      const data = [...known, 'low', 'xhigh', 'flex', 'priority', 'image', 'file', 'web_search_call'];
      const left = namesIn(sentence ?? '').filter(text => text !== '' && !data.includes(text));
      expect(left.filter(text => !['user', 'my field'].includes(text))).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});

it.each([
  ['nothing', ''],
  ['what someone else wrote', 'kept where the prompt cache is'],
  ['a cause of another version', 'a -> b: chosen by lot'],
  ['a limit of another version', 'a -> b: drawn by risk (p 0.50); out: c: asleep'],
  ['a note of another version', 'a -> b: drawn by risk (p 0.50); sampling changed'],
  ['a line that was cut', 'a -> b: moving pays (from c: price $0.00'],
  ['ten thousand characters', `${'a -> '.repeat(2000)}b: moving pays`],
])('%s is no line it knows', (_, line) => {
  expect(readReason(line)).toBeUndefined();
});

test('a hostile name costs no more than its length', () => {
  const asked = '; out: a: no key, 3 s left'.repeat(10);
  const line = `${asked} -> nobody: no candidate may be used; ${'x left out; '.repeat(300)}end`;
  expect(readReason(line)).toBeUndefined();
});

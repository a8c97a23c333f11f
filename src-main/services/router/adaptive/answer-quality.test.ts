import { expect, test } from 'vitest';
import { createToolCallCount } from '../relay/tool-call-count.ts';
import { answerQuality } from './answer-quality.ts';

const NO_FACTS = { usage: undefined, upstreamId: undefined, upstreamStatus: undefined, notes: [] };
const answered = { kind: 'answered', status: 200, ended: 'completed', ...NO_FACTS } as const;
const failure = { code: 'unavailable', message: 'gone' } as const;

test.each([
  ['a whole answer', answered, 1],
  ['an answer cut by its limit', { ...answered, ended: 'incomplete' }, 0.6],
  ['an answer that failed in its stream', { ...answered, ended: 'failed' }, 0],
  ['a broken one', { kind: 'broken', failure, ...NO_FACTS }, 0],
  ['one good tool call of two', { ...answered, toolCalls: { made: 2, usable: 1 } }, 0.75],
  [
    'nothing shown',
    { kind: 'failed', failure, upstreamStatus: 500, notes: [], original: undefined },
    undefined,
  ],
  ['a client that went', { kind: 'client-gone' }, undefined],
] as const)('%s is worth what it says', (_, result, quality) => {
  expect(answerQuality(result)).toEqual(quality);
});

test('a call is usable when its arguments are whole; a custom tool takes any text', () => {
  const count = createToolCallCount();
  const start = (call: number, form: 'function' | 'custom') =>
    count.take({ type: 'call-start', call, callId: `c${call}`, tool: { name: 'shell' }, form });
  start(0, 'function');
  count.take({ type: 'call-end', call: 0, input: '{"command":["ls"]}' });
  start(1, 'function');
  count.take({ type: 'call-end', call: 1, input: '{"command":' });
  start(2, 'custom');
  count.take({ type: 'call-end', call: 2, input: '*** Begin Patch' });
  count.take({ type: 'call-dropped', why: 'a tool call without a name' });
  expect(count.read()).toEqual({ made: 4, usable: 2 });
});

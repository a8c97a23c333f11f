import { describe, expect, it } from 'vitest';
import type { RequestEvent } from '../../../contract/request-event.ts';
import type { AppSnapshot } from '../../../contract/snapshot.ts';
import { watchedOf } from './watched-of.ts';

const turn = (id: string, provider: string, more: Partial<RequestEvent> = {}): RequestEvent => ({
  id,
  phase: 'ended',
  startedAtMs: 0,
  requestedModel: 'codex-default',
  provider,
  status: 200,
  conversationId: 'thread',
  kind: 'turn',
  ...more,
});

const empty: AppSnapshot = {
  version: '1',
  host: 'tray',
  nowMs: 0,
  routing: { phase: 'ready', sinceMs: 0, restarts: 0, inFlight: 0 },
  keys: [],
  codex: { home: '', profile: 'ours', recentFolders: [] },
  requests: [],
};

/** @param oldestFirst as they came */
function moves(...oldestFirst: readonly RequestEvent[]) {
  return watchedOf({ ...empty, requests: oldestFirst.toReversed() }).moves.map(
    ({ id, from, to }) => `${id}: ${from} to ${to}`,
  );
}

describe('a move to another provider', () => {
  const first = turn('a', 'openai');
  it.each<[string, readonly RequestEvent[], readonly string[]]>([
    ['is none for the first turn', [first], []],
    ['is none for the same provider', [first, turn('b', 'openai')], []],
    ['is the next turn elsewhere', [first, turn('b', 'gemini')], ['b: openai to gemini']],
    [
      'and back',
      [first, turn('b', 'gemini'), turn('c', 'openai')],
      ['b: openai to gemini', 'c: gemini to openai'],
    ],
    [
      'is seen while the answer still comes',
      [first, turn('b', 'gemini', { phase: 'first-byte' })],
      ['b: openai to gemini'],
    ],
    ['is none before an answer', [first, turn('b', 'gemini', { phase: 'started' })], []],
    ['is none by a turn that failed', [first, turn('b', 'gemini', { status: 429 })], []],
    ['is none by a title, which has a model of its own', [first, turn('b', 'gemini', { kind: 'title' })], []],
    ['is none between two threads', [first, turn('b', 'gemini', { conversationId: 'other' })], []],
  ])('%s', (_, requests, expected) => {
    expect(moves(...requests)).toEqual(expected);
  });
});

it.each([
  ['ready', 3, false],
  ['backing-off', 3, false],
  ['failed', 8, true],
  ['failed', 0, false],
] as const)('routing that is %s after %i restarts is given up: %s', (phase, restarts, isGivenUp) => {
  expect(watchedOf({ ...empty, routing: { ...empty.routing, phase, restarts } }).isGivenUp).toBe(isGivenUp);
});

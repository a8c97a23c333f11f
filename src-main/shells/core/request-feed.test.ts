import { describe, expect, it } from 'vitest';
import { type RequestEvent, requestEventSchema } from '../../contract/request-event.ts';
import { createRequestFeed } from './request-feed.ts';

const request = (id: string, startedAtMs: number, kind: RequestEvent['kind'] = 'turn'): RequestEvent =>
  requestEventSchema.parse({ id, phase: 'started', startedAtMs, requestedModel: 'codex-default', kind });

describe('the last requests', () => {
  it('come newest first, each once, and end with their router', () => {
    const feed = createRequestFeed();
    feed.add([request('a', 1), request('b', 2)]);
    feed.add([{ ...request('a', 1), phase: 'ended', totalMs: 9 }, request('c', 3)]);
    expect(feed.list().map(({ id, phase }) => [id, phase])).toEqual([
      ['c', 'started'],
      ['b', 'started'],
      ['a', 'ended'],
    ]);
    feed.endAll(10);
    expect(feed.list().map(({ totalMs, errorCode }) => [totalMs, errorCode])).toEqual([
      [7, 'router-ended'],
      [8, 'router-ended'],
      [9, undefined],
    ]);
  });

  it('say when Codex was heard, whoever else called and however much', () => {
    const feed = createRequestFeed();
    feed.add([request('script', 5, 'other')]);
    expect(feed.heardCodexAtMs()).toBeUndefined();
    feed.add([request('title', 7, 'title'), request('earlier', 6)]);
    feed.add(Array.from({ length: 500 }, (_, index) => request(`script-${index}`, 10 + index, 'other')));
    expect(feed.list()).toHaveLength(200);
    expect(feed.heardCodexAtMs()).toBe(7);
  });
});

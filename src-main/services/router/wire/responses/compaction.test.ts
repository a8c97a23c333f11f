import { describe, expect, it } from 'vitest';
import type { CanonicalEvent } from '../canonical-event.ts';
import { asArray, asObject, type JsonObject } from '../json.ts';
import { decodeCarrier } from '../reasoning-carrier.ts';
import { readResponsesRequest } from './read-request.ts';
import { responsesInbound } from './responses-inbound.ts';
import { sanitizeResponsesBody } from './sanitize-body.ts';

const identity = { answerId: 'a1', model: 'm', createdAtMs: 0, isCompaction: true };
const SAID: readonly CanonicalEvent[] = [
  { type: 'started' },
  { type: 'reasoning-delta', text: 'Hm.' },
  { type: 'text-delta', text: 'The goal ' },
  { type: 'text-delta', text: 'is a harbour.' },
  { type: 'finished', reason: 'stop' },
];

function compacted(events: readonly CanonicalEvent[]): JsonObject {
  return responsesInbound.encodeComplete(events, identity);
}

describe('compaction by the provider', () => {
  it('is asked of others in words and without tools', () => {
    const request = readResponsesRequest({
      model: 'm',
      input: [{ role: 'user', content: 'Go.' }, { type: 'compaction_trigger' }],
      tools: [{ type: 'function', name: 'f', parameters: {} }],
    });
    expect(request).toMatchObject({ isCompaction: true, tools: [] });
    expect(request.items.at(-1)).toMatchObject({ kind: 'message', role: 'user' });
  });

  it('is one item that holds the summary and nothing else of the answer', () => {
    const { output, status } = compacted(SAID);
    const [item, ...more] = asArray(output).map(asObject);
    expect([status, item?.type, more]).toEqual(['completed', 'compaction', []]);
    expect(decodeCarrier(String(item?.encrypted_content))?.payload).toEqual({
      summary: 'The goal is a harbour.',
    });
  });

  it('fails as any other answer does', () => {
    const failed: CanonicalEvent = { type: 'failed', code: 'unavailable', message: 'Not now.' };
    expect(compacted([{ type: 'text-delta', text: 'The' }, failed])).toMatchObject({
      status: 'failed',
      output: [],
    });
  });

  it('comes back as a message, to OpenAI too, unless a provider wrote it for itself', () => {
    const own = asArray(compacted(SAID).output)[0] ?? null;
    const foreign = { type: 'compaction', id: 'c', encrypted_content: 'gAAAA' };
    const input = [own, foreign];
    const { items } = readResponsesRequest({ model: 'm', input });
    expect(JSON.stringify(items[0])).toContain('The goal is a harbour.');
    expect(items[1]).toMatchObject({ kind: 'opaque', type: 'compaction' });
    expect(items[2]).toMatchObject({ kind: 'message', role: 'user' });
    const sent = sanitizeResponsesBody({ input }, { provider: 'openai', model: 'gpt', keepsUntagged: true });
    expect(sent.input).toMatchObject([{ type: 'message', role: 'user' }, foreign]);
    expect(JSON.stringify(sent.input)).toContain('The goal is a harbour.');
  });

  it('is told to have been by a provider that cannot be read, to every other and to its own once refused', () => {
    const input = [{ type: 'compaction', id: 'c', encrypted_content: 'gAAAA' }];
    for (const provider of ['gateway', 'openai']) {
      const sent = sanitizeResponsesBody({ input }, { provider, model: 'x', keepsUntagged: false });
      expect(sent.input).toMatchObject([{ type: 'message', role: 'user' }]);
      expect(JSON.stringify(sent.input)).toMatch(/compacted by another provider/);
      expect(JSON.stringify(sent.input)).not.toContain('gAAAA');
    }
  });
});

import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json.ts';
import { encodeCarrier } from '../reasoning-carrier.ts';
import { holdsCarrier, sanitizeResponsesBody } from './sanitize-body.ts';

const reasoning = (encrypted_content: string): JsonObject => ({
  type: 'reasoning',
  id: 'rs_1',
  summary: [],
  encrypted_content,
});
const carrierOf = (provider: string, wireApi: string, payload: JsonObject): string =>
  encodeCarrier({ provenance: { provider, wireApi, model: 'm' }, payload });

const call: JsonObject = { type: 'function_call', id: 'fc_1', call_id: 'c', name: 'f', arguments: '{}' };
const openai = { provider: 'openai', model: 'gpt', keepsUntagged: true };

describe('a Responses body for a Responses upstream', () => {
  it('loses other providers’ reasoning, and the ids that refer to it', () => {
    const body = {
      model: 'alias',
      input: [reasoning(carrierOf('gemini', 'gemini', {})), call],
      client_metadata: { a: 'b' },
    };
    const { id: _, ...anonymous } = call;
    expect(sanitizeResponsesBody(body, openai)).toEqual({ ...body, model: 'gpt', input: [anonymous] });
  });

  it('keeps the provider’s own, tagged or not, until it was refused', () => {
    const own = reasoning(carrierOf('openai', 'responses', { encrypted: 'gAAAA' }));
    const body = { model: 'alias', input: [own, reasoning('gBBBB'), call] };
    expect(sanitizeResponsesBody(body, openai).input).toEqual([reasoning('gAAAA'), reasoning('gBBBB'), call]);
    const refused = sanitizeResponsesBody(body, { ...openai, keepsUntagged: false });
    expect(JSON.stringify(refused)).not.toContain('gBBBB');
  });

  it('gives another vendor no metadata, and lite tools where it looks for them', () => {
    const tool: JsonObject = { type: 'function', name: 'f' };
    const body = {
      model: 'alias',
      client_metadata: { 'x-codex-turn-metadata': '/home/user' },
      input: [{ type: 'additional_tools', role: 'developer', tools: [tool] }, call],
    };
    expect(sanitizeResponsesBody(body, { provider: 'gateway', model: 'x', keepsUntagged: false })).toEqual({
      model: 'x',
      input: [call],
      tools: [tool],
    });
  });

  it('is recognised by its bytes', () => {
    const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));
    expect(holdsCarrier(bytes([reasoning('gAAAA')]))).toBe(false);
    expect(holdsCarrier(bytes([reasoning(carrierOf('a', 'chat', {}))]))).toBe(true);
  });
});

import type { CanonicalEvent } from '../../canonical-event.ts';
import type { CanonicalItem, CanonicalRequest } from '../../canonical-request.ts';
import type { DecodeContext, Dialect, StreamDecoder } from '../../dialect.ts';
import type { JsonObject } from '../../json.ts';
import { decodeCarrier } from '../../reasoning-carrier.ts';
import { createToolNames } from '../../tool-names.ts';
import type { WireTarget } from '../../wire-target.ts';

/** All events of a body that arrives in pieces. */
export function readAll(decoder: StreamDecoder, pieces: readonly Uint8Array[]): CanonicalEvent[] {
  return [...pieces.flatMap(piece => decoder.push(piece)), ...decoder.end()];
}

/** Cuts bytes at the given places (any order, any size). */
export function cutAt(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const cuts = [...new Set(places.map(place => place % (bytes.length + 1)))].sort((a, b) => a - b);
  const bounds = [0, ...cuts, bytes.length];
  return bounds.slice(1).map((end, at) => bytes.subarray(bounds[at] ?? 0, end));
}

/** Events as a data file writes them: a carrier opened, absent fields left out. */
export function plainEvents(events: readonly CanonicalEvent[]): JsonObject[] {
  return events.map(event => {
    const plain = JSON.parse(JSON.stringify(event)) as JsonObject;
    if (event.type !== 'reasoning-carrier') return plain;
    return { type: event.type, payload: decodeCarrier(event.encrypted)?.payload };
  });
}

/** The request whose tools the stream fixtures call. */
export function fixtureContext(dialect: Dialect, target: WireTarget): DecodeContext {
  const request: CanonicalRequest = {
    model: 'm',
    stream: true,
    items: [],
    tools: [
      { kind: 'function', ref: { name: 'get_weather' }, parameters: { type: 'object', properties: {} } },
      { kind: 'function', ref: { namespace: 'mcp__clock', name: 'now' }, parameters: {} },
      { kind: 'custom', ref: { name: 'apply_patch' } },
    ],
    namespaces: [],
    toolChoice: { kind: 'auto' },
    reasoning: {},
    format: { kind: 'text' },
  };
  return {
    target: { ...target, wireApi: dialect.wireApi },
    toolNames: createToolNames(request),
    jsonAnswer: false,
  };
}

/** What a client keeps of an answer and sends back with the next request. */
export function itemsOf(events: readonly CanonicalEvent[]): CanonicalItem[] {
  const items: CanonicalItem[] = [];
  let text = '';
  let summary: string | undefined;
  let encrypted: string | undefined;
  const calls = new Map<number, CanonicalEvent & { type: 'call-start' }>();
  const endText = (): void => {
    if (text !== '') items.push({ kind: 'message', role: 'assistant', parts: [{ kind: 'text', text }] });
    text = '';
  };
  const endReasoning = (): void => {
    if (summary === undefined) return;
    const carrier = encrypted === undefined ? undefined : decodeCarrier(encrypted);
    items.push({ kind: 'reasoning', summary: summary === '' ? [] : [summary], text: [], carrier });
    summary = undefined;
    encrypted = undefined;
  };
  for (const event of events) {
    switch (event.type) {
      case 'text-delta':
        endReasoning();
        text += event.text;
        break;
      case 'reasoning-delta':
        endText();
        summary = (summary ?? '') + event.text;
        break;
      case 'reasoning-carrier':
        endText();
        summary ??= '';
        encrypted = event.encrypted;
        break;
      case 'call-start':
        endText();
        endReasoning();
        calls.set(event.call, event);
        break;
      case 'call-end': {
        const call = calls.get(event.call);
        if (call !== undefined) {
          const { callId, tool, form } = call;
          items.push({ kind: 'call', callId, tool, form, input: event.input });
        }
        break;
      }
      case 'item-end':
      case 'finished':
        endText();
        endReasoning();
        break;
      default:
        break;
    }
  }
  return items;
}

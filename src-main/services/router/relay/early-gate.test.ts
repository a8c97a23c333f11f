import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes } from './concat-bytes.ts';
import { createEarlyGate, type GateVerdict } from './early-gate.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const event = (type: string, rest = '') => `event: ${type}\ndata: {"type":"${type}"${rest}}\n\n`;
const created = event('response.created', `,"response":{"id":"resp_1","instructions":"${'x'.repeat(2000)}"}`);
const inProgress = event('response.in_progress');
const delta = event('response.output_text.delta', ',"delta":"Größe"');
const failed = event('response.failed', ',"response":{"error":{"code":"server_error","message":"é"}}');

/** Pushes the chunks until the gate decides. After a failure nothing more is sent, so what went out before is free. */
function passThrough(chunks: readonly Uint8Array[]): {
  verdict: GateVerdict['kind'];
  out?: string;
  data?: string;
} {
  const gate = createEarlyGate();
  const out: Uint8Array[] = [];
  for (const [index, chunk] of chunks.entries()) {
    const verdict = gate.push(chunk);
    if (verdict.kind === 'failed') return { verdict: 'failed', data: verdict.data };
    if (verdict.forward) out.push(verdict.forward);
    if (verdict.kind === 'open') return { verdict: 'open', out: text([...out, ...chunks.slice(index + 1)]) };
  }
  return { verdict: 'waiting', out: text(out) };
}
const text = (parts: readonly Uint8Array[]) => new TextDecoder().decode(concatBytes(...parts));

function split(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const at = [0, ...cuts.map(cut => cut % bytes.length).sort((a, b) => a - b), bytes.length];
  return at.slice(1).map((end, i) => bytes.slice(at[i], end));
}

describe('the early gate of a Responses stream', () => {
  it.each<[string, string, ReturnType<typeof passThrough>]>([
    ['only preamble', created + inProgress, { verdict: 'waiting', out: created + inProgress }],
    ['preamble then text', created + delta, { verdict: 'open', out: created + delta }],
    ['text at once', delta + delta, { verdict: 'open', out: delta + delta }],
    [
      'failure before anything was shown',
      created + failed,
      {
        verdict: 'failed',
        data: '{"type":"response.failed","response":{"error":{"code":"server_error","message":"é"}}}',
      },
    ],
    [
      'an error event without an event line',
      'data: {"type":"error","message":"no"}\n\n',
      { verdict: 'failed', data: '{"type":"error","message":"no"}' },
    ],
    ['a comment first', `: hello\n\n${delta}`, { verdict: 'open', out: `: hello\n\n${delta}` }],
    [
      'CRLF line ends',
      (created + failed).replaceAll('\n', '\r\n'),
      {
        verdict: 'failed',
        data: '{"type":"response.failed","response":{"error":{"code":"server_error","message":"é"}}}',
      },
    ],
    [
      'spaces in the JSON',
      'data: { "type" : "response.created" }\n\n',
      { verdict: 'waiting', out: 'data: { "type" : "response.created" }\n\n' },
    ],
    ['no type at all', 'data: {"choices":[]}\n\n', { verdict: 'open', out: 'data: {"choices":[]}\n\n' }],
  ])('%s: the verdict is the same however the bytes are split', (_, stream, expected) => {
    const bytes = encode(stream);
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 12 }), cuts => {
        expect(passThrough(split(bytes, cuts))).toEqual(expected);
      }),
    );
    expect(passThrough([...bytes].map(byte => Uint8Array.of(byte)))).toEqual(expected);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { createAnswerReader, type UsageEstimate } from '../answer-reader.ts';
import type { CanonicalEvent } from '../canonical-event.ts';
import type { CanonicalRequest } from '../canonical-request.ts';
import type { DecodeContext, Dialect } from '../dialect.ts';
import { decodeCarrier } from '../reasoning-carrier.ts';
import { readTools } from '../responses/read-tools.ts';
import { createToolNames } from '../tool-names.ts';
import type { WireTarget } from '../wire-target.ts';

/** One stream of a corpus: `NAME.sse` as a provider sends it and `NAME.expected.json`, its canonical events. */
export interface StreamCase {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly expected: unknown;
}

export function loadStreams(folder: URL): readonly StreamCase[] {
  return readdirSync(folder)
    .filter(file => file.endsWith('.sse'))
    .sort()
    .map(file => {
      const name = file.slice(0, -4);
      const expected: unknown = JSON.parse(readFileSync(new URL(`${name}.expected.json`, folder), 'utf8'));
      return { name, bytes: readFileSync(new URL(file, folder)), expected };
    });
}

export const FIXED_ESTIMATE: UsageEstimate = {
  inputTokens: () => 100,
  outputTokens: chars => Math.ceil(chars / 4),
};

/** A request with the sorts of tools Codex has: functions, namespaced ones, free text and tool search. */
export const CORPUS_REQUEST: CanonicalRequest = {
  model: 'codex-default',
  stream: true,
  items: [],
  ...readTools([
    {
      type: 'function',
      name: 'exec_command',
      parameters: { type: 'object', properties: { cmd: { type: 'string' } } },
    },
    { type: 'function', name: 'get_goal', parameters: {} },
    { type: 'custom', name: 'apply_patch', description: 'Edits files.' },
    {
      type: 'namespace',
      name: 'multi_agent_v1',
      description: 'Agents.',
      tools: [{ type: 'function', name: 'wait_agent', parameters: { type: 'object' } }],
    },
    { type: 'tool_search', execution: 'client', parameters: { type: 'object' } },
  ]),
  toolChoice: { kind: 'auto' },
  reasoning: {},
  format: { kind: 'text' },
};

export function corpusContext(target: WireTarget): DecodeContext {
  return { target, toolNames: createToolNames(CORPUS_REQUEST), jsonAnswer: false };
}

/** All events of an answer given in the chunks, under the laws of an answer. */
export function decodeChunks(
  dialect: Dialect,
  context: DecodeContext,
  chunks: Iterable<Uint8Array>,
): CanonicalEvent[] {
  const reader = createAnswerReader(dialect.createDecoder(context), FIXED_ESTIMATE);
  const events: CanonicalEvent[] = [];
  for (const chunk of chunks) events.push(...reader.push(chunk));
  events.push(...reader.end());
  return events;
}

/** Events as plain JSON, with carriers opened so that a person can check them. */
export function readable(events: readonly CanonicalEvent[]): unknown {
  const opened = events.map(event =>
    event.type === 'reasoning-carrier'
      ? { type: event.type, carrier: decodeCarrier(event.encrypted) }
      : event,
  );
  return JSON.parse(JSON.stringify(opened));
}

export function splitBytes(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const at = [...new Set(cuts.map(cut => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...at].map((from, i) => bytes.subarray(from, at[i] ?? bytes.length));
}

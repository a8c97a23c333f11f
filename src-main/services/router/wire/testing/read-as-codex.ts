import {
  asArray,
  asObject,
  asString,
  isObject,
  type JsonObject,
  type JsonValue,
  parseJson,
} from '../json.ts';
import { createSseReader } from '../sse-reader.ts';

/** What Codex takes from an answer, in the words that a person writes an expectation in. */
export interface CodexReading {
  readonly says: readonly JsonObject[];
  /** Tokens: read (of them cached), written (of them thought). Undefined where none were told. */
  readonly tokens:
    | readonly [read: JsonValue, cached: JsonValue, written: JsonValue, thought: JsonValue]
    | undefined;
  /** `completed`, `goes on`, `incomplete: REASON` or `failed: CODE`. */
  readonly ends: string;
}

/** Reads a Responses stream as Codex does: finished items and the terminal event count, deltas do not. */
export function readStreamAsCodex(sse: string): CodexReading {
  const items: JsonObject[] = [];
  let response: JsonObject = {};
  const reader = createSseReader(data => {
    const event = asObject(parseJson(data));
    const item = asObject(event?.item);
    if (event?.type === 'response.output_item.done' && item !== undefined) items.push(item);
    if (/^response\.(?:completed|incomplete|failed)$/.test(asString(event?.type) ?? ''))
      response = asObject(event?.response) ?? {};
  });
  reader.push(Buffer.from(sse));
  reader.end();
  return readResponseAsCodex({ ...response, output: items });
}

/** The same for an answer in one piece. */
export function readResponseAsCodex(response: JsonObject): CodexReading {
  const usage = asObject(response.usage);
  const input = asObject(usage?.input_tokens_details);
  const output = asObject(usage?.output_tokens_details);
  return {
    says: asArray(response.output).filter(isObject).map(readItem),
    tokens: usage && [
      usage.input_tokens ?? null,
      input?.cached_tokens ?? null,
      usage.output_tokens ?? null,
      output?.reasoning_tokens ?? null,
    ],
    ends: readEnd(response),
  };
}

function readItem(item: JsonObject): JsonObject {
  switch (item.type) {
    case 'message':
      return { text: textsOf(item.content) };
    case 'reasoning':
      return { thought: textsOf(item.summary), keeps: typeof item.encrypted_content === 'string' };
    case 'function_call':
      return { call: nameOf(item), id: item.call_id, input: parseJson(String(item.arguments)) };
    default:
      return { call: nameOf(item), id: item.call_id, input: item.input ?? item.arguments };
  }
}

function nameOf({ namespace, name }: JsonObject): string {
  return namespace === undefined ? String(name) : `${String(namespace)}/${String(name)}`;
}

function textsOf(parts: JsonValue | undefined): string {
  return asArray(parts)
    .map(part => asString(asObject(part)?.text) ?? '')
    .join('');
}

function readEnd(response: JsonObject): string {
  if (response.status === 'completed') return response.end_turn === false ? 'goes on' : 'completed';
  const why = asObject(response.error)?.code ?? asObject(response.incomplete_details)?.reason;
  return `${String(response.status)}: ${String(why)}`;
}

import { asArray, asObject, asString, isObject, type JsonObject, parseJson } from '../json.ts';
import { createSseReader } from '../sse-reader.ts';

interface Seen {
  readonly added: Map<number, JsonObject>;
  readonly done: Map<number, JsonObject>;
  readonly deltas: Map<number, string>;
}

/**
 * Everything wrong with a stream for Codex: what it would fail on, lose without a word, or not show live.
 * An empty list is a stream Codex understands whole.
 */
export function checkCodexStream(sse: string): string[] {
  const events: JsonObject[] = [];
  const wrong: string[] = [];
  const reader = createSseReader((data, name) => {
    const json = parseJson(data);
    if (!isObject(json)) wrong.push(`not JSON: ${data.slice(0, 80)}`);
    else {
      if (json.type !== name) wrong.push(`event ${name} holds type ${String(json.type)}`);
      events.push(json);
    }
  });
  reader.push(new TextEncoder().encode(sse));
  const seen: Seen = { added: new Map(), done: new Map(), deltas: new Map() };
  const terminals = ['response.completed', 'response.incomplete', 'response.failed'];
  for (const [i, event] of events.entries()) {
    if (event.sequence_number !== i) wrong.push(`sequence_number ${String(event.sequence_number)} at ${i}`);
    if (terminals.includes(String(event.type)) && i !== events.length - 1)
      wrong.push('an event after the terminal one');
    wrong.push(...checkEvent(event, seen));
  }
  if (events[0]?.type !== 'response.created') wrong.push('does not begin with response.created');
  const last = events.at(-1);
  if (!terminals.includes(String(last?.type))) wrong.push('does not end with a terminal event');
  else wrong.push(...checkTerminal(last ?? {}, seen));
  return wrong;
}

function checkEvent(event: JsonObject, seen: Seen): string[] {
  const index = Number(event.output_index);
  const item = asObject(event.item) ?? {};
  switch (event.type) {
    case 'response.output_item.added': {
      const wrong = seen.added.size === index ? [] : [`item added at ${index}, not ${seen.added.size}`];
      seen.added.set(index, item);
      return wrong;
    }
    case 'response.output_item.done': {
      const before = seen.added.get(index);
      seen.done.set(index, item);
      const isSame = before?.id === item.id && before?.type === item.type;
      return [
        ...(isSame ? [] : [`item ${index} done is not the one added`]),
        ...checkItem(item, seen.deltas.get(index)),
      ];
    }
    case 'response.output_text.delta':
    case 'response.reasoning_summary_text.delta':
    case 'response.function_call_arguments.delta':
    case 'response.custom_tool_call_input.delta': {
      const open = seen.added.get(index);
      seen.deltas.set(index, (seen.deltas.get(index) ?? '') + String(event.delta));
      const isOpen = open !== undefined && open.id === event.item_id && !seen.done.has(index);
      return isOpen ? [] : [`${event.type} without an open item`];
    }
    default:
      return [];
  }
}

function checkItem(item: JsonObject, deltas: string | undefined): string[] {
  const wrong = (isRight: boolean, what: string): string[] =>
    isRight ? [] : [`${String(item.type)}: ${what}`];
  const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
  switch (item.type) {
    case 'message': {
      const parts = asArray(item.content).map(asObject);
      const text = parts.map(part => asString(part?.text) ?? '').join('');
      return [
        ...wrong(item.role === 'assistant', 'no role'),
        ...wrong(
          parts.length > 0 && parts.every(part => part?.type === 'output_text'),
          'content is not output_text',
        ),
        ...wrong(text === (deltas ?? ''), 'text is not the sum of its deltas'),
      ];
    }
    case 'function_call':
      return [
        ...wrong(isText(item.name) && isText(item.call_id), 'no name or call_id'),
        ...wrong(isText(item.arguments), 'arguments are no text'),
        ...wrong(item.arguments === deltas, 'arguments are not the sum of their deltas'),
      ];
    case 'custom_tool_call':
      return [
        ...wrong(isText(item.name) && isText(item.call_id), 'no name or call_id'),
        ...wrong(typeof item.input === 'string', 'no input'),
      ];
    case 'tool_search_call':
      return [
        ...wrong(isText(item.call_id) && item.execution === 'client', 'no call_id or execution'),
        ...wrong(isObject(item.arguments), 'arguments are not an object'),
      ];
    case 'reasoning': {
      const parts = asArray(item.summary).map(part => asString(asObject(part)?.text));
      return [
        ...wrong(Array.isArray(item.summary) && parts.every(part => part !== undefined), 'no summary'),
        ...wrong(parts.join('') === (deltas ?? ''), 'summary is not the sum of its deltas'),
      ];
    }
    default:
      return [`an item Codex drops: ${String(item.type)}`];
  }
}

function checkTerminal(event: JsonObject, seen: Seen): string[] {
  const response = asObject(event.response) ?? {};
  const wrong: string[] = [];
  if (asString(response.id) === undefined) wrong.push('the terminal event has no response.id');
  const usage = asObject(response.usage);
  for (const key of ['input_tokens', 'output_tokens', 'total_tokens']) {
    if (usage !== undefined && !Number.isInteger(usage[key])) wrong.push(`usage.${key} is not an integer`);
  }
  if (usage !== undefined) {
    if (!Number.isInteger(asObject(usage.input_tokens_details)?.cached_tokens))
      wrong.push('no cached_tokens');
    if (!Number.isInteger(asObject(usage.output_tokens_details)?.reasoning_tokens))
      wrong.push('no reasoning_tokens');
  }
  if (event.type === 'response.completed') {
    if (usage === undefined) wrong.push('no usage: Codex would never compact');
    for (const index of seen.added.keys())
      if (!seen.done.has(index)) wrong.push(`item ${index} was never done`);
    if (seen.done.size === 0) wrong.push('an answer without items');
  }
  return wrong;
}

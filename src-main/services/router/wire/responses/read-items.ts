import type { CanonicalItem, ContentPart, MessageItem, OutputItem, ToolForm } from '../canonical-request.ts';
import { asArray, asObject, asString, isObject, type JsonObject, type JsonValue } from '../json.ts';
import { decodeCarrier, isCarrier } from '../reasoning-carrier.ts';
import { violation } from '../violation.ts';
import { compactionPrompt, summaryMessage, unreadableMessage } from './compaction.ts';
import { readTools, ref, SEARCH_NAME } from './read-tools.ts';

/** Reads `input`: a text, or items. `additional_tools` is not an item of the conversation and is left out. */
export function readItems(input: JsonValue | undefined): CanonicalItem[] {
  if (typeof input === 'string')
    return [{ kind: 'message', role: 'user', parts: [{ kind: 'text', text: input }] }];
  const items: CanonicalItem[] = [];
  for (const [index, value] of asArray(input).entries()) {
    if (!isObject(value)) throw violation(`input[${index}] is not an object`);
    if (value.type === 'additional_tools') continue;
    const item = readItem(value, index);
    items.push(item);
    if (item.kind === 'opaque' && item.type === 'compaction') items.push(unreadableMessage());
  }
  return items;
}

function readItem(item: JsonObject, index: number): CanonicalItem {
  const id = asString(item.id);
  const type = asString(item.type) ?? (item.role === undefined ? 'unknown' : 'message');
  switch (type) {
    case 'message':
      return readMessage(item, id, index);
    case 'reasoning':
      return readReasoning(item, id);
    case 'function_call':
    case 'custom_tool_call': {
      const custom = type === 'custom_tool_call';
      const text = asString(custom ? item.input : item.arguments) ?? '';
      return {
        kind: 'call',
        id,
        callId: need(item, 'call_id', index),
        tool: ref(asString(item.namespace), need(item, 'name', index)),
        form: custom ? 'custom' : 'function',
        input: custom || text.trim() !== '' ? text : '{}',
      };
    }
    case 'tool_search_call': {
      if (item.call_id === undefined) return { kind: 'opaque', type, raw: item };
      const input =
        typeof item.arguments === 'string' ? item.arguments : JSON.stringify(item.arguments ?? {});
      const callId = need(item, 'call_id', index);
      return { kind: 'call', id, callId, tool: { name: SEARCH_NAME }, form: 'search', input };
    }
    case 'function_call_output':
      return readOutput(item, id, 'function', index);
    case 'custom_tool_call_output':
      return readOutput(item, id, 'custom', index);
    case 'tool_search_output': {
      if (item.call_id === undefined) return { kind: 'opaque', type, raw: item };
      const discovered = readTools(item.tools).tools.filter(tool => tool.kind !== 'hosted');
      return { ...readOutput(item, id, 'search', index), discovered };
    }
    case 'compaction_trigger':
      return compactionPrompt();
    case 'compaction':
      return summaryMessage(item) ?? { kind: 'opaque', type, raw: item };
    default:
      return { kind: 'opaque', type, raw: item };
  }
}

function readMessage(item: JsonObject, id: string | undefined, index: number): MessageItem {
  const { role } = item;
  if (role !== 'system' && role !== 'developer' && role !== 'user' && role !== 'assistant') {
    throw violation(`input[${index}].role is not one of system, developer, user, assistant`);
  }
  return { kind: 'message', id, role, parts: readParts(item.content), phase: asString(item.phase) };
}

function readReasoning(item: JsonObject, id: string | undefined): CanonicalItem {
  const encrypted = asString(item.encrypted_content);
  const carrier = encrypted === undefined ? undefined : decodeCarrier(encrypted);
  return {
    kind: 'reasoning',
    id,
    summary: texts(item.summary),
    text: texts(item.content),
    carrier,
    // A carrier of ours that cannot be read is of no use to anyone.
    encrypted: encrypted === undefined || isCarrier(encrypted) ? undefined : encrypted,
  };
}

function readOutput(item: JsonObject, id: string | undefined, form: ToolForm, index: number): OutputItem {
  return { kind: 'output', id, callId: need(item, 'call_id', index), form, parts: readParts(item.output) };
}

/** A text, or content parts. Parts of a kind no upstream could be given are told as text. */
export function readParts(content: JsonValue | undefined): ContentPart[] {
  if (typeof content === 'string') return [{ kind: 'text', text: content }];
  return asArray(content).filter(isObject).map(readPart);
}

function readPart(part: JsonObject): ContentPart {
  switch (part.type) {
    case 'input_text':
    case 'output_text':
    case 'text':
      return { kind: 'text', text: asString(part.text) ?? '' };
    case 'refusal':
      return { kind: 'text', text: asString(part.refusal) ?? '' };
    case 'input_image': {
      const url = asString(part.image_url) ?? asString(asObject(part.image_url)?.url);
      if (url !== undefined) return { kind: 'image', url, detail: asString(part.detail) };
      return { kind: 'text', text: '[image that only its first provider can read]' };
    }
    case 'input_file': {
      const url = asString(part.file_data) ?? asString(part.file_url);
      if (url !== undefined) return { kind: 'file', url, filename: asString(part.filename) };
      return { kind: 'text', text: '[file that only its first provider can read]' };
    }
    default:
      return { kind: 'text', text: `[${asString(part.type) ?? 'content'} that cannot be passed on]` };
  }
}

function texts(value: JsonValue | undefined): string[] {
  return asArray(value).flatMap(part => asString(asObject(part)?.text) ?? []);
}

function need(item: JsonObject, key: string, index: number): string {
  const value = asString(item[key]);
  if (value === undefined) throw violation(`input[${index}].${key} is missing`);
  return value;
}

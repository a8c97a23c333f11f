import type { CanonicalItem, ContentPart, ToolForm } from '../canonical-request.ts';
import { asArray, asObject, asString, isObject, type JsonObject, type JsonValue } from '../json.ts';
import { decodeCarrier } from '../reasoning-carrier.ts';
import { violation } from '../violation.ts';

/** Reads Chat messages: one of the assistant's becomes its reasoning, its text and its calls, in this order. */
export function readChatMessages(messages: readonly JsonValue[]): CanonicalItem[] {
  const forms = new Map<string, ToolForm>();
  return messages.flatMap((message, i): CanonicalItem[] => {
    if (!isObject(message)) throw violation(`messages[${i}] is not an object`);
    const { role } = message;
    switch (role) {
      case 'system':
      case 'developer':
      case 'user':
        return [{ kind: 'message', role, parts: readParts(message.content) }];
      case 'assistant':
        return readAssistant(message, i, forms);
      case 'tool': {
        const callId = asString(message.tool_call_id);
        if (callId === undefined) throw violation(`messages[${i}].tool_call_id is missing`);
        return [
          {
            kind: 'output',
            callId,
            form: forms.get(callId) ?? 'function',
            parts: readParts(message.content),
          },
        ];
      }
      default:
        throw violation(`messages[${i}].role is not one of system, developer, user, assistant, tool`);
    }
  });
}

function readAssistant(message: JsonObject, i: number, forms: Map<string, ToolForm>): CanonicalItem[] {
  const items: CanonicalItem[] = [...readReasoning(message)];
  const refusal = asString(message.refusal);
  const parts = readParts(message.content);
  const said: ContentPart[] =
    refusal === undefined || refusal === '' ? parts : [...parts, { kind: 'text', text: refusal }];
  if (said.some(part => part.kind !== 'text' || part.text !== '')) {
    items.push({ kind: 'message', role: 'assistant', parts: said });
  }
  for (const call of asArray(message.tool_calls)) {
    const inner = asObject(asObject(call)?.function) ?? asObject(asObject(call)?.custom);
    const callId = asString(asObject(call)?.id);
    const name = asString(inner?.name);
    if (callId === undefined || name === undefined)
      throw violation(`messages[${i}].tool_calls lacks an id or a name`);
    const form: ToolForm = asObject(asObject(call)?.custom) === undefined ? 'function' : 'custom';
    const text = asString(form === 'custom' ? inner?.input : inner?.arguments) ?? '';
    forms.set(callId, form);
    const input = form === 'function' && text.trim() === '' ? '{}' : text;
    items.push({ kind: 'call', callId, tool: { name }, form, input });
  }
  return items;
}

/** Our own answers carry a provider's state in `reasoning_details`; the words are in `reasoning_content`. */
function readReasoning(message: JsonObject): CanonicalItem[] {
  const text = asString(message.reasoning_content) ?? asString(message.reasoning);
  const items: CanonicalItem[] = [];
  for (const detail of asArray(message.reasoning_details).filter(isObject)) {
    const carrier = decodeCarrier(asString(detail.data) ?? '');
    if (carrier === undefined) continue;
    const words = asString(detail.summary);
    items.push({ kind: 'reasoning', summary: words === undefined ? [] : [words], text: [], carrier });
  }
  if (items.length > 0 || text === undefined || text === '') return items;
  return [{ kind: 'reasoning', summary: [text], text: [] }];
}

function readParts(content: JsonValue | undefined): ContentPart[] {
  if (typeof content === 'string') return [{ kind: 'text', text: content }];
  return asArray(content).filter(isObject).map(readPart);
}

function readPart(part: JsonObject): ContentPart {
  switch (part.type) {
    case 'text':
      return { kind: 'text', text: asString(part.text) ?? '' };
    case 'refusal':
      return { kind: 'text', text: asString(part.refusal) ?? '' };
    case 'image_url': {
      const image = asObject(part.image_url);
      const url = asString(image?.url) ?? asString(part.image_url);
      if (url !== undefined) return { kind: 'image', url, detail: asString(image?.detail) };
      break;
    }
    case 'file': {
      const file = asObject(part.file);
      const url = asString(file?.file_data);
      if (url !== undefined) return { kind: 'file', url, filename: asString(file?.filename) };
      break;
    }
  }
  return { kind: 'text', text: `[${asString(part.type) ?? 'content'} that cannot be passed on]` };
}

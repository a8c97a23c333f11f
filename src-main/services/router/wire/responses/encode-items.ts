import type { CanonicalItem, ContentPart, OutputItem } from '../canonical-request.ts';
import { asString, compact, isObject, type JsonObject, type JsonValue, parseJson } from '../json.ts';
import { carrierFor } from '../reasoning-carrier.ts';
import type { WireTarget } from '../wire-target.ts';
import { encodeTools } from './encode-tools.ts';

/** Canonical items as Responses input. Reasoning that this upstream did not make is left out. */
export function encodeItems(items: readonly CanonicalItem[], target: WireTarget): JsonObject[] {
  return items.map(item => encodeItem(item, target)).filter(item => item !== undefined);
}

function encodeItem(item: CanonicalItem, target: WireTarget): JsonObject | undefined {
  switch (item.kind) {
    case 'message': {
      const { id, role, phase } = item;
      const content = item.parts.map(part =>
        encodePart(part, role === 'assistant' ? 'output_text' : 'input_text'),
      );
      return compact({ type: 'message', id, role, content, phase });
    }
    case 'reasoning': {
      const encrypted_content = asString(carrierFor(item.carrier, target)?.encrypted) ?? item.encrypted;
      if (encrypted_content === undefined) return undefined;
      const summary = item.summary.map(text => ({ type: 'summary_text', text }));
      return compact({ type: 'reasoning', id: item.id, summary, encrypted_content });
    }
    case 'call': {
      const { id, callId: call_id, input } = item;
      const { name, namespace } = item.tool;
      if (item.form === 'custom')
        return compact({ type: 'custom_tool_call', id, call_id, name, namespace, input });
      if (item.form === 'function') {
        return compact({ type: 'function_call', id, call_id, name, namespace, arguments: input });
      }
      const json = parseJson(input);
      return compact({
        type: 'tool_search_call',
        id,
        call_id,
        execution: 'client',
        status: 'completed',
        arguments: isObject(json) ? json : {},
      });
    }
    case 'output':
      return encodeOutput(item);
    case 'opaque':
      return item.raw;
  }
}

function encodeOutput(item: OutputItem): JsonObject {
  const { id, callId: call_id } = item;
  if (item.form === 'search') {
    const tools = encodeTools(item.discovered ?? [], []);
    return compact({
      type: 'tool_search_output',
      id,
      call_id,
      execution: 'client',
      status: 'completed',
      tools,
    });
  }
  const [first] = item.parts;
  const isText = item.parts.length === 1 && first?.kind === 'text';
  const output: JsonValue = isText ? first.text : item.parts.map(part => encodePart(part, 'input_text'));
  const type = item.form === 'custom' ? 'custom_tool_call_output' : 'function_call_output';
  return compact({ type, id, call_id, output });
}

function encodePart(part: ContentPart, textType: string): JsonObject {
  switch (part.kind) {
    case 'text':
      return { type: textType, text: part.text };
    case 'image':
      return compact({ type: 'input_image', image_url: part.url, detail: part.detail ?? 'auto' });
    case 'file': {
      const place = part.url.startsWith('http') ? 'file_url' : 'file_data';
      return compact({ type: 'input_file', filename: part.filename, [place]: part.url });
    }
  }
}

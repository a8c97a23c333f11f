import { NOTES, type Note } from '../../../../domain/dispatch/note-words.ts';
import type { ContentPart } from '../canonical-request.ts';
import { compact, isArray, type JsonObject, type JsonValue } from '../json.ts';
import { textOf } from '../output-text.ts';
import { IMAGE_MARKER } from '../vendor/instructions.ts';
import type { WireTarget } from '../wire-target.ts';

/** Plain text as a string, which every server takes; parts only where there is an image or a file. */
export function encodeContent(
  parts: readonly ContentPart[],
  target: WireTarget,
  notes: Set<Note>,
): JsonValue {
  if (parts.every(part => part.kind === 'text')) return textOf(parts);
  if (target.images === false) {
    notes.add(NOTES.images);
    return parts.map(part => (part.kind === 'text' ? part.text : IMAGE_MARKER)).join('\n');
  }
  return parts.map(encodePart);
}

function encodePart(part: ContentPart): JsonObject {
  switch (part.kind) {
    case 'text':
      return { type: 'text', text: part.text };
    case 'image':
      return { type: 'image_url', image_url: compact({ url: part.url, detail: detailOf(part.detail) }) };
    case 'file':
      return { type: 'file', file: compact({ file_data: part.url, filename: part.filename }) };
  }
}

function detailOf(detail: string | undefined): string | undefined {
  return detail === 'low' || detail === 'high' || detail === 'auto' ? detail : undefined;
}

/** Two messages' contents as one. */
export function joinContents(one: JsonValue | undefined, other: JsonValue | undefined): JsonValue {
  if (typeof one === 'string' && typeof other === 'string') return `${one}\n\n${other}`;
  return [...asParts(one), ...asParts(other)];
}

function asParts(value: JsonValue | undefined): readonly JsonValue[] {
  if (isArray(value)) return value;
  return typeof value === 'string' && value !== '' ? [{ type: 'text', text: value }] : [];
}

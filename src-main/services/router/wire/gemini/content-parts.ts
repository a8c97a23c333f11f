import { NOTES, type Note } from '../../../../domain/dispatch/note-words.ts';
import { assertNever } from '../../../../lib/assert-never.ts';
import type { ContentPart } from '../canonical-request.ts';
import type { JsonObject } from '../json.ts';
import { readDataUrl } from '../vendor/data-url.ts';
import { FILE_MARKER, IMAGE_MARKER } from '../vendor/instructions.ts';
import { note } from '../vendor/note.ts';

/** ai.google.dev/gemini-api/docs/image-understanding; others are refused, GIF among them. */
const IMAGE_TYPES: ReadonlySet<string> = new Set([
  'image/png',
  'image/jpeg',
  'image/webp',
  'image/heic',
  'image/heif',
]);

export interface PartOptions {
  /** False: the model takes no images. */
  readonly images: boolean;
  readonly notes: Note[];
}

export function textParts(text: string): JsonObject[] {
  return text === '' ? [] : [{ text }];
}

/** Parts of a user message. What cannot be carried leaves a marker. */
export function contentParts(parts: readonly ContentPart[], options: PartOptions): JsonObject[] {
  return parts.flatMap(part => {
    switch (part.kind) {
      case 'text':
        return textParts(part.text);
      case 'image':
        return [inlinePart(part.url, options) ?? leftOut(IMAGE_MARKER, NOTES.image, options)];
      case 'file':
        return [inlinePart(part.url, options) ?? leftOut(FILE_MARKER, NOTES.file, options)];
      default:
        return assertNever(part);
    }
  });
}

/** Bytes within the request; a web address is not fetched by the provider. */
export function inlinePart(url: string, options: PartOptions): JsonObject | undefined {
  const inline = readDataUrl(url);
  if (inline === undefined) return undefined;
  const mimeType = inline.mimeType === 'image/jpg' ? 'image/jpeg' : inline.mimeType;
  const isTaken = mimeType.startsWith('image/')
    ? options.images && IMAGE_TYPES.has(mimeType)
    : mimeType === 'application/pdf' || mimeType.startsWith('text/');
  return isTaken ? { inlineData: { mimeType, data: inline.base64 } } : undefined;
}

function leftOut(marker: string, text: Note, options: PartOptions): JsonObject {
  note(options.notes, text);
  return { text: marker };
}

import { NOTES, type Note } from '../../../../domain/dispatch/note-words.ts';
import { assertNever } from '../../../../lib/assert-never.ts';
import type { ContentPart } from '../canonical-request.ts';
import type { JsonObject } from '../json.ts';
import { isWebUrl, readDataUrl } from '../vendor/data-url.ts';
import { FILE_MARKER, IMAGE_MARKER } from '../vendor/instructions.ts';
import { note } from '../vendor/note.ts';

/** platform.claude.com/docs/en/build-with-claude/vision */
const IMAGE_TYPES: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp']);

export interface BlockOptions {
  /** False: the model takes no images. */
  readonly images: boolean;
  readonly notes: Note[];
}

/** A text block, or nothing: blank ones are refused. */
export function textBlocks(text: string): JsonObject[] {
  return text.trim() === '' ? [] : [{ type: 'text', text }];
}

/** The parts of a user message or a tool's output as blocks. What cannot be carried leaves a marker. */
export function contentBlocks(parts: readonly ContentPart[], options: BlockOptions): JsonObject[] {
  return parts.flatMap(part => {
    switch (part.kind) {
      case 'text':
        return textBlocks(part.text);
      case 'image':
        return [imageBlock(part.url, options)];
      case 'file':
        return [fileBlock(part, options)];
      default:
        return assertNever(part);
    }
  });
}

function imageBlock(url: string, options: BlockOptions): JsonObject {
  if (options.images) {
    const inline = readDataUrl(url);
    const mediaType = inline?.mimeType === 'image/jpg' ? 'image/jpeg' : inline?.mimeType;
    if (inline !== undefined && mediaType !== undefined && IMAGE_TYPES.has(mediaType)) {
      return { type: 'image', source: { type: 'base64', media_type: mediaType, data: inline.base64 } };
    }
    if (isWebUrl(url)) return { type: 'image', source: { type: 'url', url } };
  }
  note(options.notes, NOTES.image);
  return { type: 'text', text: IMAGE_MARKER };
}

function fileBlock(part: ContentPart & { kind: 'file' }, options: BlockOptions): JsonObject {
  const title = part.filename === undefined ? {} : { title: part.filename };
  const inline = readDataUrl(part.url);
  if (inline?.mimeType === 'application/pdf') {
    const source = { type: 'base64', media_type: 'application/pdf', data: inline.base64 };
    return { type: 'document', source, ...title };
  }
  if (inline?.mimeType.startsWith('text/')) {
    const data = Buffer.from(inline.base64, 'base64').toString('utf8');
    return { type: 'document', source: { type: 'text', media_type: 'text/plain', data }, ...title };
  }
  if (isWebUrl(part.url) && /\.pdf(?:[?#]|$)/i.test(part.url)) {
    return { type: 'document', source: { type: 'url', url: part.url }, ...title };
  }
  note(options.notes, NOTES.file);
  return { type: 'text', text: FILE_MARKER };
}

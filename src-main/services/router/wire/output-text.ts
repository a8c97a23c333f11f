import type { ContentPart, OutputItem } from './canonical-request.ts';
import type { ToolNames } from './tool-names.ts';
import { NO_OUTPUT } from './turns.ts';

/** Stands where an image was, for a model that sees none: base64 as text would cost it a fortune. */
export const IMAGE_MARKER = '[image left out: this model cannot see images]';

/** The words of a call's output. Tools a search found are told by the names this upstream knows them by. */
export function outputText(output: OutputItem | undefined, names: ToolNames): string {
  if (output === undefined) return NO_OUTPUT;
  const texts = output.parts.flatMap(part => (part.kind === 'text' ? part.text : []));
  if (output.discovered === undefined) return texts.join('\n');
  const found = output.discovered.map(tool => names.wireName(tool.ref));
  const told =
    found.length === 0 ? 'No tools matched.' : `These tools can be called now: ${found.join(', ')}`;
  return [...texts, told].join('\n');
}

/** The images and files of a call's output, which many providers only take outside of it. */
export function outputMedia(output: OutputItem | undefined): readonly ContentPart[] {
  return output?.parts.filter(part => part.kind !== 'text') ?? [];
}

/** The text parts of a message, put together. */
export function textOf(parts: readonly ContentPart[], separator = '\n'): string {
  return parts.flatMap(part => (part.kind === 'text' ? part.text : [])).join(separator);
}

import type { ContentPart, OutputItem } from './canonical-request.ts';
import type { ToolNames } from './tool-names.ts';
import { discoveredText, MISSING_OUTPUT } from './vendor/instructions.ts';

/** The words of a call's output. Tools a search found are told by the names this upstream knows them by. */
export function outputText(output: OutputItem | undefined, names: ToolNames): string {
  if (output === undefined) return MISSING_OUTPUT;
  const found = discoveredText(output, names);
  return textOf(found === undefined ? output.parts : [...output.parts, found]);
}

/** The images and files of a call's output, which many providers only take outside of it. */
export function outputMedia(output: OutputItem | undefined): readonly ContentPart[] {
  return output?.parts.filter(part => part.kind !== 'text') ?? [];
}

/** The text parts of a message, put together. */
export function textOf(parts: readonly ContentPart[], separator = '\n'): string {
  return parts.flatMap(part => (part.kind === 'text' ? part.text : [])).join(separator);
}

import type { ContentPart, MessageItem, OutputItem, TextFormat } from '../canonical-request.ts';
import type { ToolNames } from '../tool-names.ts';

/** The texts of a message's parts; images and files have no place in instructions. */
export function textOf(parts: readonly ContentPart[]): string {
  return parts.flatMap(part => (part.kind === 'text' && part.text !== '' ? [part.text] : [])).join('\n\n');
}

/**
 * A developer or system message that stands in the middle of a conversation, for a provider that takes
 * instructions only at its beginning: it goes into the user's turn, saying what it is.
 */
export function foldedInstruction(message: MessageItem): string {
  const tag = message.role === 'system' ? 'system_message' : 'developer_message';
  return `<${tag}>\n${textOf(message.parts)}\n</${tag}>`;
}

/** The answer format in words, for a model that cannot be held to one. Undefined for plain text. */
export function formatInstruction(format: TextFormat): string | undefined {
  switch (format.kind) {
    case 'text':
      return undefined;
    case 'json-object':
      return 'Your final answer must be one JSON object and nothing else: no prose, no code fence.';
    case 'json-schema':
      return `Your final answer must be one JSON value that matches this JSON Schema, and nothing else: no prose, no code fence.\n${JSON.stringify(format.schema)}`;
  }
}

/** What is sent as the result of a call that has none: the providers refuse a call without a result. */
export const MISSING_OUTPUT = 'No output was recorded: the call was interrupted.';

/** An output whose call is not in the history any more, as text the model can still use. */
export function orphanOutput(callId: string): string {
  return `Output of an earlier tool call (${callId}), the call itself is no longer in the history:`;
}

/** Stands where an image cannot. */
export const IMAGE_MARKER = '[image left out: this model does not take it]';
export const FILE_MARKER = '[file left out: this model does not take it]';

/** What a tool search found, by the names the upstream knows the tools by; undefined for any other output. */
export function discoveredText(
  output: OutputItem,
  names: ToolNames,
): (ContentPart & { kind: 'text' }) | undefined {
  if (output.discovered === undefined) return undefined;
  const found = output.discovered.map(tool => names.wireName(tool.ref));
  const text =
    found.length === 0 ? 'No tools matched.' : `These tools can be called now: ${found.join(', ')}`;
  return { kind: 'text', text };
}

import { answerPartNote } from '../../../../domain/dispatch/note-words.ts';
import { assertNever } from '../../../../lib/assert-never.ts';
import type { CallItem, MessageItem, OutputItem, ReasoningItem } from '../canonical-request.ts';
import { argumentsObject } from '../function-tool.ts';
import { asArray, asString, isObject, type JsonObject } from '../json.ts';
import { carrierFor } from '../reasoning-carrier.ts';
import type { ToolNames } from '../tool-names.ts';
import type { CallResult, ModelTurn, Turn, UserTurn } from '../turns.ts';
import { createCallIds } from '../vendor/call-ids.ts';
import { discoveredText, foldedInstruction, MISSING_OUTPUT, orphanOutput } from '../vendor/instructions.ts';
import { note } from '../vendor/note.ts';
import type { WireTarget } from '../wire-target.ts';
import { type BlockOptions, contentBlocks, textBlocks } from './content-blocks.ts';

export interface Message {
  readonly role: 'user' | 'assistant';
  readonly content: JsonObject[];
}

export interface TurnOptions extends BlockOptions {
  readonly target: WireTarget;
  readonly names: ToolNames;
  /** Signed thinking goes back to the model that made it; otherwise it is left out. */
  readonly replaysThinking: boolean;
}

/**
 * Turns as Anthropic's messages: roles alternate, the first and the last is the user's, all results of an
 * answer's calls open the turn behind it.
 */
export function encodeTurns(turns: readonly Turn[], options: TurnOptions): Message[] {
  const idOf = createCallIds(/[^A-Za-z0-9_-]/g, 64);
  const messages: Message[] = [];
  for (const turn of turns) {
    const role = turn.role === 'model' ? 'assistant' : 'user';
    const content =
      turn.role === 'model' ? modelBlocks(turn, idOf, options) : userBlocks(turn, idOf, options);
    if (content.length === 0) continue;
    const last = messages.at(-1);
    if (last?.role === role) last.content.push(...content);
    else messages.push({ role, content });
  }
  if (messages[0]?.role === 'assistant') {
    messages.unshift({ role: 'user', content: [{ type: 'text', text: '(conversation continues)' }] });
  }
  if (messages.at(-1)?.role !== 'user') {
    // A last assistant message would be taken for the beginning of the answer, which newer models refuse.
    messages.push({ role: 'user', content: [{ type: 'text', text: 'Continue.' }] });
  }
  return messages;
}

function modelBlocks(turn: ModelTurn, idOf: (call: CallItem) => string, options: TurnOptions): JsonObject[] {
  const blocks: JsonObject[] = [];
  for (const entry of turn.entries) {
    switch (entry.kind) {
      case 'message':
        for (const part of entry.parts) {
          if (part.kind === 'text') blocks.push(...textBlocks(part.text));
          else note(options.notes, answerPartNote(part.kind));
        }
        break;
      case 'reasoning':
        if (options.replaysThinking) blocks.push(...thinkingBlocks(entry, options.target));
        break;
      case 'call':
        blocks.push({
          type: 'tool_use',
          id: idOf(entry),
          name: options.names.wireName(entry.tool),
          input: argumentsObject(entry.form, entry.input),
        });
        break;
      default:
        assertNever(entry);
    }
  }
  // An answer that broke off while thinking: a message may not end in a thinking block.
  while (isThinking(blocks.at(-1))) blocks.pop();
  return blocks;
}

/** The signed blocks an item carries, untouched. A block is bound to the model that signed it. */
function thinkingBlocks(item: ReasoningItem, target: WireTarget): JsonObject[] {
  const payload = carrierFor(item.carrier, target);
  if (payload === undefined || item.carrier?.provenance.model !== target.model) return [];
  return asArray(payload.blocks).filter(isObject).filter(isThinking);
}

export function isThinking(block: JsonObject | undefined): boolean {
  const type = asString(block?.type);
  return type === 'thinking' || type === 'redacted_thinking';
}

function userBlocks(turn: UserTurn, idOf: (call: CallItem) => string, options: TurnOptions): JsonObject[] {
  return [
    ...turn.results.map(result => toolResult(result, idOf(result.call), options)),
    ...turn.entries.flatMap(entry => entryBlocks(entry, options)),
  ];
}

function toolResult(result: CallResult, id: string, options: TurnOptions): JsonObject {
  if (result.output === undefined) {
    return { type: 'tool_result', tool_use_id: id, content: MISSING_OUTPUT, is_error: true };
  }
  const found = discoveredText(result.output, options.names);
  const parts = found === undefined ? result.output.parts : [...result.output.parts, found];
  const [only] = parts;
  if (parts.length === 1 && only?.kind === 'text') {
    return { type: 'tool_result', tool_use_id: id, content: only.text };
  }
  return { type: 'tool_result', tool_use_id: id, content: contentBlocks(parts, options) };
}

function entryBlocks(entry: MessageItem | OutputItem, options: TurnOptions): JsonObject[] {
  if (entry.kind === 'output') {
    return [{ type: 'text', text: orphanOutput(entry.callId) }, ...contentBlocks(entry.parts, options)];
  }
  if (entry.role === 'user') return contentBlocks(entry.parts, options);
  const images = entry.parts.filter(part => part.kind !== 'text');
  return [...textBlocks(foldedInstruction(entry)), ...contentBlocks(images, options)];
}

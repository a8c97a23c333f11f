import type { Note } from '../../../../domain/dispatch/note-words.ts';
import type { CallItem, CanonicalRequest, ContentPart } from '../canonical-request.ts';
import { argumentsText } from '../function-tool.ts';
import { asArray, asObject, asString, compact, type JsonObject, type JsonValue } from '../json.ts';
import { outputMedia, outputText, textOf } from '../output-text.ts';
import { carrierFor } from '../reasoning-carrier.ts';
import type { ToolNames } from '../tool-names.ts';
import { type AssistantBlock, type Turn, toTurns, uniqueCallIds } from '../turns.ts';
import type { WireTarget } from '../wire-target.ts';
import type { ChatQuirks } from './chat-quirks.ts';
import { encodeContent, joinContents } from './encode-content.ts';
import { wireCallId } from './wire-call-id.ts';

interface Writing {
  readonly target: WireTarget;
  readonly quirks: ChatQuirks;
  readonly names: ToolNames;
  readonly ids: ReadonlyMap<CallItem, string>;
  readonly notes: Set<Note>;
  readonly messages: JsonObject[];
}

/**
 * The conversation as Chat Completions messages; `extraInstruction` (or '') goes behind the first instructions.
 * What is left out is added to `notes`.
 */
export function encodeMessages(
  request: CanonicalRequest,
  target: WireTarget,
  quirks: ChatQuirks,
  names: ToolNames,
  extraInstruction: string,
  notes: Set<Note>,
): JsonObject[] {
  const { turns, notes: turnNotes } = toTurns(request.items);
  for (const note of turnNotes) notes.add(note);
  const placed = placeInstructions(turns, quirks, extraInstruction);
  const lastUser = placed.findLastIndex(turn => turn.kind === 'user');
  const writing: Writing = { target, quirks, names, ids: uniqueCallIds(turns), notes, messages: [] };
  for (const [i, turn] of placed.entries()) {
    switch (turn.kind) {
      case 'instruction':
        add(writing, { role: quirks.instructionRole, content: textOf(turn.parts, '\n\n') });
        break;
      case 'user':
        add(writing, { role: 'user', content: encodeContent(turn.parts, target, notes) });
        break;
      case 'assistant':
        add(writing, assistantMessage(turn.blocks, writing, i > lastUser));
        break;
      case 'results':
        addResults(turn, writing);
        break;
    }
  }
  return writing.messages;
}

/** Instructions after the beginning are told by the user, marked as what they are, where templates refuse them. */
function placeInstructions(turns: readonly Turn[], quirks: ChatQuirks, extra: string): readonly Turn[] {
  const firstOther = turns.findIndex(turn => turn.kind !== 'instruction');
  const at = firstOther === -1 ? turns.length : firstOther;
  const later = quirks.lateInstructions ? turns.slice(at) : turns.slice(at).map(asUserTurn);
  const more: Turn[] =
    extra === '' ? [] : [{ kind: 'instruction', role: 'system', parts: [{ kind: 'text', text: extra }] }];
  return [...turns.slice(0, at), ...more, ...later];
}

function asUserTurn(turn: Turn): Turn {
  if (turn.kind !== 'instruction') return turn;
  const text = `<developer_instructions>\n${textOf(turn.parts, '\n\n')}\n</developer_instructions>`;
  return { kind: 'user', parts: [{ kind: 'text', text }] };
}

/** Adds a message unless it is empty; two of one role in a row become one where templates want turns. */
function add({ messages, quirks }: Writing, message: JsonObject): void {
  if (message.content === '' && message.tool_calls === undefined) return;
  const last = messages.at(-1);
  const mayJoin = !quirks.lateInstructions && message.role !== 'assistant';
  if (mayJoin && last !== undefined && last.role === message.role) {
    messages[messages.length - 1] = { ...last, content: joinContents(last.content, message.content) };
  } else {
    messages.push(message);
  }
}

function assistantMessage(
  blocks: readonly AssistantBlock[],
  writing: Writing,
  isRunning: boolean,
): JsonObject {
  const { quirks, names, ids } = writing;
  const texts: string[] = [];
  const calls: JsonObject[] = [];
  const replay: Record<string, JsonValue> = {};
  const extras: Record<string, JsonValue | undefined> = {};
  for (const block of blocks) {
    if (block.kind === 'message') {
      texts.push(textOf(block.parts));
    } else if (block.kind === 'reasoning') {
      const own = carrierFor(block.carrier, writing.target);
      Object.assign(extras, asObject(own?.calls));
      const field = asString(own?.field);
      if (!quirks.replayReasoning || !isRunning || field === undefined) continue;
      replay[field] =
        own?.details === undefined
          ? `${asString(replay[field]) ?? ''}${block.summary.join('\n\n')}`
          : [...asArray(replay[field]), ...asArray(own.details)];
    } else {
      const id = wireCallId(ids.get(block) ?? block.callId, quirks.callId);
      const called = { name: names.wireName(block.tool), arguments: argumentsText(block.form, block.input) };
      calls.push(compact({ id, type: 'function', function: called, extra_content: extras[block.callId] }));
    }
  }
  const text = texts.join('\n\n');
  return compact({
    role: 'assistant',
    content: text === '' && calls.length > 0 ? quirks.emptyContent : text,
    ...replay,
    tool_calls: calls.length > 0 ? calls : undefined,
  });
}

/** Results in the order of their calls; images cannot stand in a tool message and follow from the user. */
function addResults(turn: Turn & { kind: 'results' }, writing: Writing): void {
  const { ids, names, quirks, target, notes, messages } = writing;
  const lifted: ContentPart[] = [];
  for (const { call, output } of turn.results) {
    const media = outputMedia(output);
    const id = wireCallId(ids.get(call) ?? call.callId, quirks.callId);
    const text = outputText(output, names);
    const content = media.length > 0 && text === '' ? '[the output is in the next message]' : text;
    messages.push({ role: 'tool', tool_call_id: id, content });
    if (media.length > 0) lifted.push({ kind: 'text', text: `[output of tool call ${id}]` }, ...media);
  }
  if (lifted.length > 0) add(writing, { role: 'user', content: encodeContent(lifted, target, notes) });
}

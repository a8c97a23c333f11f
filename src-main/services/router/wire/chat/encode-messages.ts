import { leftOutNote, type Note } from '../../../../domain/dispatch/note-words.ts';
import type {
  CallItem,
  CanonicalRequest,
  ContentPart,
  MessageItem,
  OutputItem,
} from '../canonical-request.ts';
import { argumentsText } from '../function-tool.ts';
import { asArray, asObject, asString, compact, type JsonObject, type JsonValue } from '../json.ts';
import { outputMedia, outputText, textOf } from '../output-text.ts';
import { carrierFor } from '../reasoning-carrier.ts';
import type { ToolNames } from '../tool-names.ts';
import { type CallResult, type ModelEntry, splitTurns, type Turn } from '../turns.ts';
import { createCallIds } from '../vendor/call-ids.ts';
import { foldedInstruction, orphanOutput } from '../vendor/instructions.ts';
import type { WireTarget } from '../wire-target.ts';
import type { ChatQuirks } from './chat-quirks.ts';
import { encodeContent, joinContents } from './encode-content.ts';
import { wireCallId } from './wire-call-id.ts';

interface Writing {
  readonly target: WireTarget;
  readonly quirks: ChatQuirks;
  readonly names: ToolNames;
  readonly notes: Set<Note>;
  readonly messages: JsonObject[];
  idOf(call: CallItem): string;
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
  const { system, turns, opaque } = splitTurns(request.items);
  for (const { type } of opaque) notes.add(leftOutNote(type));
  const uniqueId = createCallIds();
  const idOf = (call: CallItem): string => wireCallId(uniqueId(call), quirks.callId);
  const writing: Writing = { target, quirks, names, notes, messages: [], idOf };
  for (const { parts } of system) instruct(writing, textOf(parts, '\n\n'));
  instruct(writing, extraInstruction);
  const lastSaid = turns.findLastIndex(turn => isSaidByUser(turn, quirks));
  for (const [at, turn] of turns.entries()) {
    if (turn.role === 'model') {
      add(writing, assistantMessage(turn.entries, writing, at > lastSaid));
    } else {
      addResults(turn.results, writing);
      for (const entry of turn.entries) addEntry(entry, writing);
    }
  }
  return writing.messages;
}

/** Whether a turn holds more than results: with it a tool loop is over. */
function isSaidByUser(turn: Turn, { lateInstructions }: ChatQuirks): boolean {
  if (turn.role === 'model') return false;
  return turn.entries.some(entry => !lateInstructions || entry.kind === 'output' || entry.role === 'user');
}

function instruct(writing: Writing, content: string): void {
  add(writing, { role: writing.quirks.instructionRole, content });
}

/** Instructions after the beginning are told by the user, marked as what they are, where templates refuse them. */
function addEntry(entry: MessageItem | OutputItem, writing: Writing): void {
  if (entry.kind === 'message' && entry.role !== 'user' && writing.quirks.lateInstructions) {
    instruct(writing, textOf(entry.parts, '\n\n'));
    return;
  }
  const { target, notes } = writing;
  add(writing, { role: 'user', content: encodeContent(partsOf(entry), target, notes) });
}

/** An output without a call becomes a user's text, since every provider refuses an orphan. */
function partsOf(entry: MessageItem | OutputItem): readonly ContentPart[] {
  if (entry.kind === 'output') return [{ kind: 'text', text: orphanOutput(entry.callId) }, ...entry.parts];
  return entry.role === 'user' ? entry.parts : [{ kind: 'text', text: foldedInstruction(entry) }];
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

function assistantMessage(blocks: readonly ModelEntry[], writing: Writing, isRunning: boolean): JsonObject {
  const { quirks, names } = writing;
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
      const id = writing.idOf(block);
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
function addResults(results: readonly CallResult[], writing: Writing): void {
  const { names, target, notes, messages } = writing;
  const lifted: ContentPart[] = [];
  for (const { call, output } of results) {
    const media = outputMedia(output);
    const id = writing.idOf(call);
    const text = outputText(output, names);
    const content = media.length > 0 && text === '' ? '[the output is in the next message]' : text;
    messages.push({ role: 'tool', tool_call_id: id, content });
    if (media.length > 0) lifted.push({ kind: 'text', text: `[output of tool call ${id}]` }, ...media);
  }
  if (lifted.length > 0) add(writing, { role: 'user', content: encodeContent(lifted, target, notes) });
}

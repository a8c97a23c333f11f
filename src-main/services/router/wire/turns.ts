import { leftOutNote, type Note } from '../../../domain/dispatch/note-words.ts';
import type {
  CallItem,
  CanonicalItem,
  ContentPart,
  MessageItem,
  OutputItem,
  ReasoningItem,
} from './canonical-request.ts';
import { pairOutputs } from './pair-outputs.ts';

export type AssistantBlock = MessageItem | ReasoningItem | CallItem;

/** One result of a call. `output` is undefined where the client never gave one (the turn was aborted). */
export interface CallResult {
  readonly call: CallItem;
  readonly output: OutputItem | undefined;
}

/** A conversation as providers with roles want it. A `results` turn always follows the turn with its calls. */
export type Turn =
  | {
      readonly kind: 'instruction';
      readonly role: 'system' | 'developer';
      readonly parts: readonly ContentPart[];
    }
  | { readonly kind: 'user'; readonly parts: readonly ContentPart[] }
  | { readonly kind: 'assistant'; readonly blocks: readonly AssistantBlock[] }
  /** One entry for each call of the turn before, in the order of the calls. */
  | { readonly kind: 'results'; readonly results: readonly CallResult[] };

export interface Turns {
  readonly turns: readonly Turn[];
  readonly notes: readonly Note[];
}

/**
 * Orders items into turns: what the model said up to its calls is one assistant turn, the outputs of exactly
 * those calls follow at once, wherever the client put them. An output without a call becomes a user text,
 * since every provider refuses an orphan. Call ids may repeat: outputs go to the calls in order.
 */
export function toTurns(items: readonly CanonicalItem[]): Turns {
  const outputOf = pairOutputs(items);
  const paired = new Set(outputOf.values());
  const turns: Turn[] = [];
  const notes = new Set<Note>();
  let blocks: AssistantBlock[] = [];
  const close = (): void => {
    if (blocks.length === 0) return;
    turns.push({ kind: 'assistant', blocks });
    const calls = blocks.filter(block => block.kind === 'call');
    if (calls.length > 0) {
      turns.push({ kind: 'results', results: calls.map(call => ({ call, output: outputOf.get(call) })) });
    }
    blocks = [];
  };
  for (const item of items) {
    switch (item.kind) {
      case 'message':
        if (item.role === 'assistant') {
          blocks.push(item);
          break;
        }
        close();
        turns.push(
          item.role === 'user'
            ? { kind: 'user', parts: item.parts }
            : { kind: 'instruction', role: item.role, parts: item.parts },
        );
        break;
      case 'reasoning':
      case 'call':
        blocks.push(item);
        break;
      case 'output':
        close();
        if (!paired.has(item)) {
          const label: ContentPart = {
            kind: 'text',
            text: `[output of an earlier tool call ${item.callId}]`,
          };
          turns.push({ kind: 'user', parts: [label, ...item.parts] });
        }
        break;
      case 'opaque':
        notes.add(leftOutNote(item.type));
        break;
    }
  }
  close();
  return { turns, notes: [...notes] };
}

/**
 * The call ids of one request, made unique: Codex allows repeats, providers do not. The first use of an id
 * keeps it.
 */
export function uniqueCallIds(turns: readonly Turn[]): ReadonlyMap<CallItem, string> {
  const used = new Set<string>();
  const ids = new Map<CallItem, string>();
  for (const turn of turns) {
    if (turn.kind !== 'assistant') continue;
    for (const block of turn.blocks) {
      if (block.kind !== 'call') continue;
      let id = block.callId;
      for (let n = 2; used.has(id); n++) id = `${block.callId}_${n}`;
      used.add(id);
      ids.set(block, id);
    }
  }
  return ids;
}

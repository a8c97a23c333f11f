import { assertNever } from '../../../lib/assert-never.ts';
import type {
  CallItem,
  CanonicalItem,
  MessageItem,
  OpaqueItem,
  OutputItem,
  ReasoningItem,
} from './canonical-request.ts';
import { pairOutputs } from './pair-outputs.ts';

export type ModelEntry = MessageItem | ReasoningItem | CallItem;

/** What the model wrote between two inputs: one answer, which may hold several parallel calls. */
export interface ModelTurn {
  readonly role: 'model';
  readonly entries: ModelEntry[];
}

export interface CallResult {
  readonly call: CallItem;
  /** Undefined: the call never got one (an interrupted turn). */
  readonly output: OutputItem | undefined;
}

/** What the model reads next. `results` has one row for each call of the turn before, in the calls' order. */
export interface UserTurn {
  readonly role: 'user';
  readonly results: readonly CallResult[];
  /** User, developer and system messages in their order, and outputs no call asked for. */
  readonly entries: (MessageItem | OutputItem)[];
}

export type Turn = ModelTurn | UserTurn;

export interface TurnList {
  /** System and developer messages before anything else. */
  readonly system: readonly MessageItem[];
  /** Strictly alternating roles; the first may be either. */
  readonly turns: readonly Turn[];
  /** Items only a Responses upstream understands. */
  readonly opaque: readonly OpaqueItem[];
}

/**
 * Sorts a flat history into turns of alternating roles, as every provider but those of Responses wants it. Results
 * are drawn to the turn right behind their calls, wherever they stand in the history.
 */
export function splitTurns(items: readonly CanonicalItem[]): TurnList {
  const outputs = pairOutputs(items);
  const paired = new Set(outputs.values());
  const system: MessageItem[] = [];
  const opaque: OpaqueItem[] = [];
  const turns: Turn[] = [];

  const model = (): ModelEntry[] => {
    const last = turns.at(-1);
    if (last?.role === 'model') return last.entries;
    const entries: ModelEntry[] = [];
    turns.push({ role: 'model', entries });
    return entries;
  };
  const user = (): (MessageItem | OutputItem)[] => {
    const last = turns.at(-1);
    if (last?.role === 'user') return last.entries;
    const calls = last?.entries.filter(entry => entry.kind === 'call') ?? [];
    const entries: (MessageItem | OutputItem)[] = [];
    turns.push({
      role: 'user',
      results: calls.map(call => ({ call, output: outputs.get(call) })),
      entries,
    });
    return entries;
  };

  for (const item of items) {
    switch (item.kind) {
      case 'message':
        if (item.role === 'assistant') model().push(item);
        else if (item.role !== 'user' && turns.length === 0) system.push(item);
        else user().push(item);
        break;
      case 'reasoning':
      case 'call':
        model().push(item);
        break;
      case 'output': {
        const entries = user();
        if (!paired.has(item)) entries.push(item);
        break;
      }
      case 'opaque':
        opaque.push(item);
        break;
      default:
        assertNever(item);
    }
  }
  const last = turns.at(-1);
  if (last?.role === 'model' && last.entries.some(entry => entry.kind === 'call')) user();
  return { system, turns, opaque };
}

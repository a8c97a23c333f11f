import type { JsonObject } from '../json.ts';
import { isThinking, type Message } from './encode-turns.ts';

const MARK: JsonObject = { type: 'ephemeral' };

/** The list with its last element marked as the end of a cached prefix. */
export function markLast(blocks: readonly JsonObject[]): readonly JsonObject[] {
  const last = blocks.at(-1);
  return last === undefined || isThinking(last)
    ? blocks
    : [...blocks.slice(0, -1), { ...last, cache_control: MARK }];
}

/**
 * Marks the last two user messages: the newest writes the cache for the next request, the one before reads what
 * the last request wrote. With tools and system that makes the four marks the provider allows.
 */
export function markTurns(messages: readonly Message[]): readonly Message[] {
  let left = 2;
  const marked: Message[] = [];
  for (const message of [...messages].reverse()) {
    if (left > 0 && message.role === 'user') {
      left--;
      marked.push({ ...message, content: [...markLast(message.content)] });
    } else marked.push(message);
  }
  return marked.reverse();
}

/** What dispatch remembers of one conversation. Never its text. */
export interface Conversation {
  readonly id: string;
  /** Deployment that answered it last and so holds its prompt cache. */
  readonly home: string;
  readonly atMs: number;
  /** Tokens of the last request and its answer: what another deployment would have to read. */
  readonly contextTokens: number;
  readonly spentUsd: number;
}

/**
 * Conversations by id in buckets, so that adding one copies a few entries and not all of them.
 * The oldest of a full bucket goes.
 */
export type Conversations = readonly (readonly Conversation[])[];

const BUCKETS = 128;
const PER_BUCKET = 16;

export const NO_CONVERSATIONS: Conversations = Array.from({ length: BUCKETS }, () => []);

function bucketOf(id: string): number {
  let hash = 0;
  for (let at = 0; at < id.length; at += 1) hash = (hash * 31 + id.charCodeAt(at)) | 0;
  return (hash >>> 0) % BUCKETS;
}

export function findConversation(all: Conversations, id: string): Conversation | undefined {
  return all[bucketOf(id)]?.find(conversation => conversation.id === id);
}

export function putConversation(all: Conversations, conversation: Conversation): Conversations {
  const at = bucketOf(conversation.id);
  const others = (all[at] ?? []).filter(({ id }) => id !== conversation.id);
  const copy = all.slice();
  copy[at] = [...others.slice(-(PER_BUCKET - 1)), conversation];
  return copy;
}

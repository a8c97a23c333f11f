import type { RequestKind } from './dispatch-request.ts';

/** Reads a request header by its lower-case name. */
export type ReadRequestHeader = (name: string) => string | undefined;

/** What Codex's headers say of a request. */
export interface RequestFacts {
  readonly kind: RequestKind;
  /** The thread whose context this is: a sub-agent has its own. Absent for other clients. */
  readonly conversationId: string | undefined;
  readonly turnId: string | undefined;
  /** Local folders of the session, from Codex's metadata. Never logged or forwarded. */
  readonly folders: readonly string[];
}

interface TurnMetadata {
  readonly request_kind?: unknown;
  readonly thread_source?: unknown;
  readonly subagent_kind?: unknown;
  readonly turn_id?: unknown;
  readonly workspaces?: unknown;
}

const EMPTY: TurnMetadata = {};

function parseMetadata(text: string | undefined): TurnMetadata {
  if (!text) return EMPTY;
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? parsed : EMPTY;
  } catch {
    // Another client's header of the same name: the request is served all the same.
    return EMPTY;
  }
}

const SUBAGENT_KINDS: Readonly<Record<string, RequestKind>> = {
  collab_spawn: 'subagent',
  thread_spawn: 'subagent',
  review: 'review',
  guardian: 'guardian',
  guardian_review: 'guardian',
};

function kindOf(metadata: TurnMetadata, subagent: string | undefined, isCodex: boolean): RequestKind {
  if (metadata.request_kind === 'compaction') return 'compaction';
  if (metadata.thread_source === 'thread_title') return 'title';
  for (const word of [subagent, metadata.subagent_kind, metadata.thread_source]) {
    const kind = typeof word === 'string' ? SUBAGENT_KINDS[word] : undefined;
    if (kind) return kind;
  }
  if (subagent !== undefined || metadata.thread_source === 'subagent') return 'subagent';
  return isCodex ? 'turn' : 'other';
}

/**
 * Recognises the requests Codex sends on its own (titles, compaction, guardian, review, sub-agents) by
 * `x-codex-turn-metadata` and `x-openai-subagent`.
 *
 * @param promptCacheKey of the body, for clients without Codex's headers
 */
export function requestFacts(header: ReadRequestHeader, promptCacheKey?: string): RequestFacts {
  const metadata = parseMetadata(header('x-codex-turn-metadata'));
  const sessionId = header('session-id') ?? header('session_id');
  const threadId = header('thread-id');
  const kind = kindOf(metadata, header('x-openai-subagent'), metadata !== EMPTY || sessionId !== undefined);
  const { workspaces, turn_id: turnId } = metadata;
  return {
    kind,
    conversationId: threadId ?? sessionId ?? promptCacheKey,
    turnId: typeof turnId === 'string' ? turnId : undefined,
    folders: typeof workspaces === 'object' && workspaces !== null ? Object.keys(workspaces) : [],
  };
}

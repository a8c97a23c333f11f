import type { CanonicalEvent, UpstreamFailure } from './canonical-event.ts';
import type { CanonicalRequest } from './canonical-request.ts';
import type { JsonObject, JsonValue } from './json.ts';

/** What the client's answer says of itself. */
export interface AnswerIdentity {
  /** Unique per answer, letters and digits: item ids derive from it. */
  readonly answerId: string;
  /** The model name the client asked for. */
  readonly model: string;
  readonly createdAtMs: number;
  /** Chat: the client asked for `stream_options.include_usage`. */
  readonly includeUsage?: boolean | undefined;
  /** Responses: the answer is a compaction of the history. */
  readonly isCompaction?: boolean | undefined;
}

/** Writes one answer. Stateful; one per answer. */
export interface AnswerEncoder {
  /** SSE text, maybe empty. Nothing comes out after the terminal event. */
  encode(event: CanonicalEvent): string;
  /** An SSE event that resets the client's idle timer without meaning anything. */
  keepAlive(): string;
}

/** An answer that is an HTTP error, while nothing was sent yet. */
export interface HttpFailure {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One wire API in. */
export interface Inbound {
  /** Throws AppError `contract-violation` with a message for the client's developer. */
  parseRequest(json: JsonValue): CanonicalRequest;
  createEncoder(identity: AnswerIdentity): AnswerEncoder;
  /** The answer in one piece; a `failed` among the events is for `encodeFailure` instead. */
  encodeComplete(events: readonly CanonicalEvent[], identity: AnswerIdentity): JsonObject;
  encodeFailure(failure: UpstreamFailure): HttpFailure;
}

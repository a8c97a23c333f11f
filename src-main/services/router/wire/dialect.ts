import type { WireApi } from '../../../contract/settings.ts';
import type { Note } from '../../../domain/dispatch/note-words.ts';
import type { CanonicalEvent, UpstreamFailure } from './canonical-event.ts';
import type { CanonicalRequest } from './canonical-request.ts';
import type { JsonValue } from './json.ts';
import type { ToolNames } from './tool-names.ts';
import type { WireTarget } from './wire-target.ts';

/** What reading the answer needs to know of the request it answers. */
export interface DecodeContext {
  readonly target: WireTarget;
  readonly toolNames: ToolNames;
  /** True when the upstream was asked for JSON-only text. */
  readonly jsonAnswer: boolean;
  /** A call that the model wrote down as text is still a call. */
  readonly readsTextCalls?: boolean | undefined;
}

export interface EncodedRequest {
  /** Appended to the provider's base URL, begins with `/`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>> | undefined;
  /** Without the key: authentication is added where the key lives. Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Short phrases for the reason line: what was left out or changed knowingly. */
  readonly notes: readonly Note[];
  readonly context: DecodeContext;
}

/** Reads one answer. Stateful; one per attempt. */
export interface StreamDecoder {
  /** Any split of the bytes gives the same events. */
  push(chunk: Uint8Array): CanonicalEvent[];
  /** The body ended. Need not report a missing end: `createAnswerReader` does. */
  end(): CanonicalEvent[];
  /** The answer said how it ends, and nothing has to follow: silence or a cut loses nothing of it. */
  mayBeOver?(): boolean;
}

/** Header names in lower case. */
export type ResponseHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** One wire API out. Pure: no sockets, clocks or keys. */
export interface Dialect {
  readonly wireApi: WireApi;
  /** `request.stream` false asks for a whole answer. Throws AppError `rejected` for what no translation can carry. */
  encodeRequest(request: CanonicalRequest, target: WireTarget): EncodedRequest;
  createDecoder(context: DecodeContext): StreamDecoder;
  /** The events of an answer that came in one piece. */
  decodeComplete(json: JsonValue, context: DecodeContext): CanonicalEvent[];
  /** What an HTTP error answer means. Total: any body, JSON or not. */
  decodeError(status: number, headers: ResponseHeaders, bodyText: string): UpstreamFailure;
}

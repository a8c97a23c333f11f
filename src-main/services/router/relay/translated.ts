import { leftOutNote } from '../../../domain/dispatch/note-words.ts';
import { AppError } from '../../../domain/errors/app-error.ts';
import type { AttemptContext, AttemptResult, AttemptTarget } from '../attempt.ts';
import type { CanonicalRequest } from '../wire/canonical-request.ts';
import type { Dialect, EncodedRequest } from '../wire/dialect.ts';
import { estimateUsage } from '../wire/estimate-usage.ts';
import type { AnswerIdentity, Inbound } from '../wire/inbound.ts';
import { createAnswerSource } from './answer-source.ts';
import { callUpstream } from './call-upstream.ts';
import { named, openEventRelay } from './event-relay.ts';
import { createStreamSink, createWholeSink } from './event-sinks.ts';
import { mergeHeaders } from './header-list.ts';

/**
 * One attempt whose request and answer are translated between the client's wire API and the upstream's.
 * Resolves, never rejects.
 */
export async function attemptTranslated(
  inbound: Inbound,
  dialect: Dialect,
  request: CanonicalRequest,
  identity: AnswerIdentity,
  target: AttemptTarget,
  context: AttemptContext,
): Promise<AttemptResult> {
  let encoded: EncodedRequest;
  try {
    encoded = dialect.encodeRequest(request, target.wire);
  } catch (cause) {
    return untranslatable(cause);
  }
  const notes = [...encoded.notes, ...(request.leftOut ?? []).map(field => leftOutNote(field))];
  const { answer } = context;
  const headers = { ...context.answerHeaders, ...noteHeader(notes) };
  const sink = (request.stream ? createStreamSink : createWholeSink)(inbound, identity, answer, headers);
  const estimate = estimateUsage(request);
  const source = createAnswerSource(dialect, encoded.context, estimate);
  const result = await callUpstream(
    {
      path: encoded.path + queryOf(encoded),
      headers: mergeHeaders(
        ['accept', request.stream ? 'text/event-stream' : 'application/json'],
        encoded.headers,
      ),
      body: encoded.body,
      stream: request.stream,
      decodeError: (status, errorHeaders, text) =>
        named(dialect.decodeError(status, errorHeaders, text), target),
      openRelay: () => openEventRelay(source, sink, target, answer, notes, estimate),
      onQuiet: () => sink.keepAlive(),
    },
    target,
    context,
  );
  // An error body in a foreign shape is not the client's to read: the failure is told in its own.
  return result.kind === 'failed' ? { ...result, notes, original: undefined } : result;
}

function queryOf({ query }: EncodedRequest): string {
  return query === undefined ? '' : `?${new URLSearchParams(query)}`;
}

/** Tells the caller what the reason line says. */
function noteHeader(notes: readonly string[]): Record<string, string> {
  if (notes.length === 0) return {};
  return {
    'x-router-notes': notes
      .join('; ')
      .replace(/[^\x20-\x7e]/g, '?')
      .slice(0, 400),
  };
}

function untranslatable(cause: unknown): AttemptResult {
  if (!(cause instanceof AppError)) throw cause;
  return {
    kind: 'failed',
    failure: { code: cause.code, message: cause.message },
    upstreamStatus: undefined,
    notes: [],
    original: undefined,
  };
}

import { FAILURES } from '../../../domain/dispatch/failure-words.ts';
import type { AnswerFacts, AttemptResult, AttemptTarget } from '../attempt.ts';
import type { ClientAnswer } from '../client-answer.ts';
import { describeTransportFailure } from '../upstream/describe-failure.ts';
import type { UpstreamFailure } from '../wire/canonical-event.ts';
import type { CanonicalUsage } from '../wire/canonical-usage.ts';
import { addUsage } from './add-usage.ts';
import type { BodyRelay } from './body-relay.ts';
import { createMarkFilter } from './byte-order-mark.ts';
import { createEarlyGate } from './early-gate.ts';
import { failedEvent } from './failed-event.ts';
import { findAnswerId } from './find-answer-id.ts';
import { createStreamWatch, type StreamEnd } from './stream-watch.ts';

/** Codex counts any JSON event against its idle limit, but no comment. */
export const KEEP_ALIVE_EVENT = 'event: ping\ndata: {"type":"ping"}\n\n';
const OPENAI_MODEL = Buffer.from('"openai-model"');
/** As long as the name it replaces, so that nothing after it moves. */
const OPENAI_MODEL_MASKED = Buffer.from('"x-model-name"');

/** The tokens of an answer that reported none, from the bytes of its text; undefined where nothing can be said. */
export type EstimateTokens = (outputBytes: number) => CanonicalUsage | undefined;

/** Says what the data of a `response.failed` or `error` event means. */
export type DecodeFailedEvent = (data: string) => UpstreamFailure;

/**
 * Hands a Responses stream on, byte for byte. Until the first event that shows something, a failure is a
 * result and not an answer; after it, a stream that breaks ends with a `response.failed` that Codex
 * understands and retries. Codex compacts by the usage alone: a terminal event without one gets an estimate, marked
 * as such.
 */
export function openStreamRelay(
  begin: () => void,
  target: AttemptTarget,
  answer: ClientAnswer,
  decodeFailed: DecodeFailedEvent,
  estimate: EstimateTokens,
): BodyRelay {
  const gate = createEarlyGate();
  const watch = createStreamWatch();
  const withoutMark = createMarkFilter();
  let isOpen = false;
  let upstreamId: string | undefined;
  /** The terminal event, held until it is whole. */
  const last: Buffer[] = [];

  function send(chunk: Buffer): void {
    if (!answer.hasBegun()) begin();
    watch.push(chunk);
    if (watch.end() === undefined) answer.write(chunk);
    else last.push(chunk);
  }
  function facts(estimated?: CanonicalUsage): AnswerFacts {
    const usage = watch.usage() ?? estimated ?? estimate(watch.outputBytes());
    return { usage, upstreamId, upstreamStatus: 200, notes: [], toolCalls: watch.toolCalls() };
  }
  /** The terminal event came: it goes out, and nothing after it. */
  function answered(ended: StreamEnd): AttemptResult {
    const isSilent = ended !== 'failed' && watch.usage() === undefined;
    const estimated = isSilent ? estimate(watch.outputBytes()) : undefined;
    const bytes = Buffer.concat(last);
    answer.write(estimated === undefined ? bytes : addUsage(bytes, estimated));
    if (!watch.isAtBoundary()) answer.write('\n\n');
    answer.end();
    return { kind: 'answered', status: 200, ended, ...facts(estimated) };
  }
  function finished(): AttemptResult | undefined {
    const ended = watch.end();
    return ended === undefined || !watch.isAtBoundary() ? undefined : answered(ended);
  }
  function failBeforeShown(failure: UpstreamFailure): AttemptResult {
    return { kind: 'failed', failure, upstreamStatus: 200, notes: [], original: undefined };
  }
  function breakOff(failure: UpstreamFailure): AttemptResult {
    for (const bytes of last) answer.write(bytes);
    // An event cut in the middle is ended first, or it would swallow ours.
    answer.end(`${watch.isAtBoundary() ? '' : '\n\n'}${failedEvent(failure)}`);
    return { kind: 'broken', failure, ...facts() };
  }
  const transportFailure = (error: unknown) =>
    describeTransportFailure(target.wire.provider, target.baseUrl.origin, error);

  return {
    onChunk(chunk) {
      if (isOpen) {
        send(chunk);
        return finished();
      }
      const verdict = gate.push(withoutMark(chunk));
      switch (verdict.kind) {
        case 'failed':
          return failBeforeShown(decodeFailed(verdict.data));
        case 'waiting':
          if (verdict.forward === undefined) return undefined;
          upstreamId ??= findAnswerId(toBuffer(verdict.forward));
          send(maskModelHeader(toBuffer(verdict.forward)));
          return undefined;
        case 'open': {
          isOpen = true;
          answer.markShown();
          const bytes = toBuffer(verdict.forward);
          upstreamId ??= findAnswerId(bytes);
          send(maskModelHeader(bytes));
          return finished();
        }
      }
    },
    onEnd() {
      const end = watch.end();
      if (end !== undefined) return answered(end);
      const failure: UpstreamFailure = {
        code: 'stream-broken',
        message: `${target.wire.provider}: ${FAILURES.closedEarly.write()}`,
      };
      return isOpen ? breakOff(failure) : failBeforeShown(failure);
    },
    onFailure: ({ error }) =>
      isOpen ? breakOff(transportFailure(error)) : failBeforeShown(transportFailure(error)),
    mayBeOver: () => isOpen && watch.isLastWhole(),
    soFar: facts,
    onQuiet() {
      // Nothing may stand inside an event, and nothing before the head.
      if (answer.hasBegun() && watch.isAtBoundary()) answer.write(KEEP_ALIVE_EVENT);
    },
  };
}

function toBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * `response.headers["openai-model"]` inside `response.created` makes Codex say that the account was
 * flagged, whenever it differs from the name Codex asked for. The key is made unknown in place.
 */
function maskModelHeader(bytes: Buffer): Buffer {
  let at = bytes.indexOf(OPENAI_MODEL);
  if (at < 0) return bytes;
  const masked = Buffer.from(bytes);
  for (; at >= 0; at = masked.indexOf(OPENAI_MODEL, at)) OPENAI_MODEL_MASKED.copy(masked, at);
  return masked;
}

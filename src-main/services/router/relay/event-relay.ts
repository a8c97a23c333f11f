import type { TokenUsage } from '../../../domain/usage/cost-of-usage.ts';
import type { AnswerFacts, AttemptResult, AttemptTarget } from '../attempt.ts';
import type { ClientAnswer } from '../client-answer.ts';
import { describeTransportFailure } from '../upstream/describe-failure.ts';
import { hideKeyIn } from '../upstream/hide-key.ts';
import { charsWrittenIn, type UsageEstimate } from '../wire/answer-reader.ts';
import type { CanonicalEvent, UpstreamFailure } from '../wire/canonical-event.ts';
import { estimatedUsage } from '../wire/canonical-usage.ts';
import type { AnswerSource } from './answer-source.ts';
import type { BodyRelay } from './body-relay.ts';
import { createToolCallCount } from './tool-call-count.ts';

/** Writes events to the client in its own wire API, as a stream or in one piece. */
export interface EventSink {
  /** What is written goes out at once; false: nothing does before the end. */
  readonly isLive: boolean;
  /** An event that shows something, or one after such an event. */
  write(event: CanonicalEvent): void;
  /** The answer is over: its last event was written. */
  end(): void;
  keepAlive(): void;
}

/**
 * Hands a translated answer on. Until the first event that shows something the events are held, so that a
 * failure is a result and not an answer; from then on a failure is told to the client truthfully.
 */
export function openEventRelay(
  source: AnswerSource,
  sink: EventSink,
  target: AttemptTarget,
  answer: ClientAnswer,
  notes: readonly string[],
  estimate: UsageEstimate,
): BodyRelay {
  let held: CanonicalEvent[] | undefined = [];
  let usage: TokenUsage | undefined;
  let upstreamId: string | undefined;
  let writtenChars = 0;

  const toolCalls = createToolCallCount();

  /** An answer that ends early reports no tokens: they are counted by length. */
  const facts = (): AnswerFacts => ({
    usage: usage ?? estimatedUsage(estimate.inputTokens(), estimate.outputTokens(writtenChars)),
    upstreamId,
    upstreamStatus: 200,
    notes,
    toolCalls: toolCalls.read(),
  });

  function show(event: CanonicalEvent): void {
    if (held !== undefined) {
      answer.markShown();
      for (const earlier of held) sink.write(earlier);
      held = undefined;
    }
    sink.write(event);
  }
  function fail(failure: UpstreamFailure): AttemptResult {
    if (held !== undefined)
      return { kind: 'failed', failure, upstreamStatus: 200, notes, original: undefined };
    sink.write({ type: 'failed', ...failure });
    sink.end();
    return { kind: 'broken', failure, ...facts() };
  }
  function take(events: readonly CanonicalEvent[]): AttemptResult | undefined {
    for (const event of events) {
      if (event.type === 'failed') {
        const { type: _, ...failure } = event;
        return fail(named(hideKeyIn(failure, target.key), target));
      }
      toolCalls.take(event);
      writtenChars += charsWrittenIn(event);
      if (event.type === 'started') upstreamId = event.upstreamId;
      if (event.type === 'usage') usage = event.usage;
      if (held !== undefined && !isShowing(event, sink.isLive)) held.push(event);
      else show(event);
      if (event.type === 'finished') {
        sink.end();
        return { kind: 'answered', status: 200, ended: endOf(event.reason), ...facts() };
      }
    }
    return undefined;
  }
  const transportFailure = (error: unknown) =>
    describeTransportFailure(target.wire.provider, target.baseUrl.origin, error);

  return {
    onChunk: chunk => take(source.push(chunk)),
    onEnd: () => take(source.end()) ?? fail(transportFailure(undefined)), // the law of answers always gives a last event
    onFailure: ({ error }) => fail(transportFailure(error)),
    soFar: facts,
    onQuiet: () => sink.keepAlive(),
    mayBeOver: () => source.mayBeOver?.() ?? false,
  };
}

/** From here on the person has seen something, and no other candidate may begin anew. */
function isShowing(event: CanonicalEvent, isLive: boolean): boolean {
  switch (event.type) {
    case 'text-delta':
    case 'reasoning-delta':
      return isLive && event.text !== '';
    case 'call-start':
      return isLive;
    case 'finished':
      return true;
    default:
      return false;
  }
}

function endOf(reason: (CanonicalEvent & { type: 'finished' })['reason']) {
  if (reason === 'length') return 'incomplete';
  return reason === 'filtered' ? 'failed' : 'completed';
}

/** Says whose failure it is, unless the words are about the request and shown as they are. */
export function named(failure: UpstreamFailure, target: AttemptTarget): UpstreamFailure {
  if (failure.code === 'rejected') return failure;
  const { provider } = target.wire;
  return failure.message.startsWith(`${provider}:`)
    ? failure
    : { ...failure, message: `${provider}: ${failure.message}` };
}

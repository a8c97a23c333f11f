import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestEvent } from '../../contract/request-event.ts';
import type { RouterSettings } from '../../contract/settings.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import type { Secret } from '../../lib/secret.ts';
import type { AttemptResult, AttemptTarget } from './attempt.ts';
import { chooseTargets } from './choose-targets.ts';
import { type ClientAnswer, createClientAnswer } from './client-answer.ts';
import { readBody } from './http/read-body.ts';
import { failedEvent } from './relay/failed-event.ts';
import { peekBody } from './relay/peek-body.ts';
import { type InboundCall, runAttempt } from './run-attempt.ts';
import type { Pools } from './upstream/pools.ts';
import type { UpstreamFailure } from './wire/canonical-event.ts';
import { httpFailure } from './wire/failure-wire.ts';

export interface CallDeps {
  settings(): RouterSettings;
  keys(): ReadonlyMap<string, Secret>;
  readonly pools: Pools;
  nowMs(): number;
  newId(): string;
  report(event: RequestEvent): void;
  /** Aborts what is in flight when the router is forced to end. */
  readonly ending: AbortSignal;
}

/**
 * Serves one model call from its first byte to its last: reads the body, chooses where it goes, tries one
 * candidate after another while nothing was shown, and reports what happened.
 *
 * @throws AppError for a request that never became a call (unreadable, no model)
 */
export async function serveCall(
  api: InboundCall['api'],
  req: IncomingMessage,
  res: ServerResponse,
  deps: CallDeps,
): Promise<void> {
  const startedAtMs = deps.nowMs();
  const settings = deps.settings();
  const body = await readBody(req, settings.max_body_bytes);
  const peeked = peekBody(body.plain);
  if (peeked.malformed) {
    throw new AppError('contract-violation', 'The body is not a JSON object.', { detail: 'invalid_json' });
  }
  if (peeked.model === undefined) {
    throw new AppError('contract-violation', 'The body names no model.', {
      detail: 'model_required',
      remedy: 'GET /v1/models lists the names.',
    });
  }
  const started: RequestEvent = {
    id: deps.newId(),
    phase: 'started',
    startedAtMs,
    requestedModel: peeked.model.slice(0, 256),
    kind: 'other',
    ...conversationOf(req),
  };
  const answer = createClientAnswer(res, deps.nowMs, () =>
    deps.report({ ...current, phase: 'first-byte', ttftMs: deps.nowMs() - startedAtMs }),
  );
  let current: RequestEvent = started;
  const choice = chooseTargets(peeked.model, settings, deps.keys());
  if (choice.kind === 'refused') {
    sendFailure(answer, choice.failure, undefined);
    deps.report({
      ...ended(started, deps.nowMs(), answer),
      ...failureFacts(choice.failure),
      reason: choice.reason,
    });
    return;
  }
  const call: InboundCall = {
    api,
    id: started.id,
    model: peeked.model,
    modelSpan: peeked.modelSpan,
    stream: peeked.stream,
    headers: req.headers,
    body,
    startedAtMs,
  };
  const signal = AbortSignal.any([answer.gone, deps.ending]);
  let result: AttemptResult | undefined;
  let attempts = 0;
  for (const target of choice.targets.slice(0, settings.dispatch.max_attempts)) {
    attempts += 1;
    current = { ...started, ...selected(target), attempts, reason: choice.reason };
    deps.report(current);
    result = await runAttempt(call, target, {
      answer,
      pools: deps.pools,
      timeouts: settings.timeouts,
      signal,
      answerHeaders: {
        'x-router-requested-model': headerValue(call.model),
        'x-router-selected-model': headerValue(target.deployment),
        'x-router-attempts': String(attempts),
        'x-router-reason': headerValue(choice.reason),
      },
    });
    if (result.kind !== 'failed' || !isWorthAnother(result.failure)) break;
  }
  if (result?.kind === 'failed') sendFailure(answer, result.failure, result.original);
  if (result?.kind === 'client-gone') answer.cut();
  deps.report({ ...ended(current, deps.nowMs(), answer), ...factsOf(result) });
}

/** A refusal of the request itself is the same everywhere; everything else may be better elsewhere. */
function isWorthAnother(failure: UpstreamFailure): boolean {
  return failure.code !== 'rejected' && failure.code !== 'contract-violation';
}

/** Codex shows a 400's body as it is, so the upstream's own words go on unchanged. */
function sendFailure(
  answer: ClientAnswer,
  failure: UpstreamFailure,
  original: { readonly status: number; readonly contentType: string; readonly body: Buffer } | undefined,
): void {
  if (answer.hasBegun()) {
    answer.end(failedEvent(failure));
    return;
  }
  if (failure.code === 'rejected' && original !== undefined && original.status === 400) {
    answer.begin(400, { 'content-type': original.contentType });
    answer.write(original.body);
    answer.end();
    return;
  }
  const { status, headers, body } = httpFailure(failure);
  answer.begin(status, { ...headers, 'content-length': String(Buffer.byteLength(body)) });
  answer.end(body);
}

function selected(target: AttemptTarget): Pick<RequestEvent, 'selectedModel' | 'provider'> {
  return { selectedModel: target.deployment, provider: target.wire.provider };
}

function ended(event: RequestEvent, nowMs: number, answer: ClientAnswer): RequestEvent {
  const firstByteAtMs = answer.firstByteAtMs();
  return {
    ...event,
    phase: 'ended',
    totalMs: nowMs - event.startedAtMs,
    ...(firstByteAtMs === undefined ? {} : { ttftMs: firstByteAtMs - event.startedAtMs }),
    ...(answer.status() === undefined ? {} : { status: answer.status() }),
  };
}

function failureFacts(failure: UpstreamFailure): Pick<RequestEvent, 'errorCode'> {
  return { errorCode: failure.detail ?? failure.code };
}

function factsOf(result: AttemptResult | undefined): Partial<RequestEvent> {
  switch (result?.kind) {
    case 'answered':
      return {
        ...(result.ended === 'failed' ? { errorCode: 'upstream_failed' } : {}),
        ...(result.usage === undefined
          ? {}
          : {
              inputTokens: result.usage.inputTokens,
              cachedInputTokens: result.usage.cachedInputTokens,
              outputTokens: result.usage.outputTokens,
            }),
      };
    case 'failed':
    case 'broken':
      return failureFacts(result.failure);
    case 'client-gone':
      return { errorCode: 'client-closed' };
    case undefined:
      return {};
  }
}

function conversationOf(req: IncomingMessage): { conversationId?: string } {
  const id = req.headers['session-id'];
  return typeof id === 'string' && id.length <= 128 ? { conversationId: id } : {};
}

/** Header values take visible Latin-1 only; a model name may hold anything. */
function headerValue(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 400);
}

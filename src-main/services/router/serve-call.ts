import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DispatchRequest } from '../../domain/dispatch/dispatch-request.ts';
import type { Strategy } from '../../domain/dispatch/dispatch-settings.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import { localDay } from '../host/local-day.ts';
import type { CallDeps } from './call-deps.ts';
import { CallReport } from './call-report.ts';
import { createClientAnswer } from './client-answer.ts';
import { takeAdvice } from './dispatch/take-advice.ts';
import { headerValue } from './header-value.ts';
import { readBody } from './http/read-body.ts';
import type { InboundCall } from './inbound-call.ts';
import { peekBody } from './relay/peek-body.ts';
import { refusalError, sendRefusal } from './send-failure.ts';
import { tryCandidates } from './try-candidates.ts';

/**
 * Serves one model call from its first byte to its last: reads the body, plans where it goes, tries one
 * candidate after another while nothing was shown, and reports what happened, once.
 *
 * @param strategy of the listener the call came in by; absent leaves it to the alias
 * @throws AppError for a request that never became a call (unreadable, no model)
 */
export async function serveCall(
  api: InboundCall['api'],
  strategy: Strategy | undefined,
  req: IncomingMessage,
  res: ServerResponse,
  deps: CallDeps,
): Promise<void> {
  const read = await readCall(api, req, deps);
  await serveReadCall(read, strategy, res, deps);
  read.body.loan?.giveBack();
}

/** A call whose body was read, before it is known where it goes. */
export interface ReadCall extends Omit<InboundCall, 'id'> {
  /** The person's calendar day when it came. */
  readonly day: string;
  /** Who would have taken it and cannot, and the alias that does. */
  readonly insteadOf?: DispatchRequest['insteadOf'];
}

/** @throws AppError for a request that never became a call (unreadable, no model) */
export async function readCall(
  api: InboundCall['api'],
  req: IncomingMessage,
  deps: Pick<CallDeps, 'nowMs' | 'settings' | 'bodies'>,
): Promise<ReadCall> {
  const startedAtMs = deps.nowMs();
  const body = await readBody(req, deps.settings().max_body_bytes, deps.bodies);
  const peeked = peekBody(body.plain);
  return {
    api,
    model: modelOf(peeked),
    modelSpan: peeked.modelSpan,
    stream: peeked.stream,
    headers: req.headers,
    body,
    startedAtMs,
    day: localDay(startedAtMs),
  };
}

/** Plans a call, tries its candidates, and reports it. */
export async function serveReadCall(
  read: ReadCall,
  strategy: Strategy | undefined,
  res: ServerResponse,
  deps: CallDeps,
): Promise<void> {
  const { startedAtMs } = read;
  const { model, insteadOf } = read;
  const id = deps.newId();
  const {
    request: asRead,
    turnId,
    task,
  } = deps.reader.read({
    model,
    headers: read.headers,
    body: read.body.plain,
    strategy,
    day: read.day,
    policy: deps.policy(),
    hasKey: provider => deps.dispatch.state().providers.get(provider)?.hasKey === true,
  });
  const request = insteadOf ? { ...asRead, insteadOf } : asRead;
  const planned = deps.dispatch.plan(request);
  const { compiled } = deps.dispatch.state();
  const advice = deps.adaptive?.advise(planned, request, deps.dispatch.state(), deps.nowMs());
  const plan = takeAdvice(planned, advice);
  const report = new CallReport(
    { id, startedAtMs, requestedModel: model, conversationId: request.conversationId, turnId, task },
    plan,
    advice,
    compiled,
    deps.reports,
  );
  const answer = createClientAnswer(res, deps.nowMs, () => report.firstByte(deps.nowMs()), deps.ending);
  if (plan.refusal !== undefined) {
    const error = refusalError(plan, plan.refusal);
    sendRefusal(answer, read, error, {
      'x-router-requested-model': headerValue(model),
      'x-router-attempts': '0',
      'x-router-reason': headerValue(plan.reason),
    });
    report.ended({
      nowMs: deps.nowMs(),
      status: error.status,
      errorCode: error.detail ?? error.code,
      shownAtMs: undefined,
      result: undefined,
    });
    return;
  }
  const call: InboundCall = { ...read, id };
  await tryCandidates({ call, plan, compiled, request, answer, report }, deps);
}

function modelOf(peeked: ReturnType<typeof peekBody>): string {
  if (peeked.malformed) {
    throw new AppError('contract-violation', 'The body is not a JSON object.', { detail: 'invalid_json' });
  }
  if (peeked.model === undefined) {
    throw new AppError('contract-violation', 'The body names no model.', {
      detail: 'model_required',
      remedy: 'GET /v1/models lists the names.',
    });
  }
  return peeked.model;
}

import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Considered } from '../../../domain/dispatch/considered.ts';
import type { DispatchPlan } from '../../../domain/dispatch/dispatch-plan.ts';
import type { DispatchRequest } from '../../../domain/dispatch/dispatch-request.ts';
import type { HardLimit } from '../../../domain/dispatch/hard-limit.ts';
import { AppError } from '../../../domain/errors/app-error.ts';
import { planNewsIn } from '../../../domain/usage/plan-window.ts';
import type { AttemptResult, AttemptTarget } from '../attempt.ts';
import type { CallDeps } from '../call-deps.ts';
import { CallReport } from '../call-report.ts';
import { createClientAnswer } from '../client-answer.ts';
import { outcomeOf } from '../dispatch/attempt-outcome.ts';
import { headerValue } from '../header-value.ts';
import { runAttempt } from '../run-attempt.ts';
import { type Asker, sendFailure } from '../send-failure.ts';
import { type ReadCall, readCall, serveReadCall } from '../serve-call.ts';
import { createKnownPlans } from './known-plans.ts';
import { OWN_PLAN, ownTarget } from './own-target.ts';
import { relayToPlan } from './relay-to-plan.ts';

/** Alias that goes on with a turn when the person's own plan cannot. */
const GOES_ON_WITH = 'codex-default';

/**
 * Serves what a swapped Codex sends with the person's own login: to OpenAI as it is, and at the plan's limit,
 * or where a policy forbids OpenAI, through the router like any other request.
 */
export function createOwnPlan(deps: CallDeps) {
  const plans = createKnownPlans();
  /** Turns that the plan began: they end there, as long as it does not refuse. */
  const begun = new Map<string, string | undefined>();

  async function serveTurn(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const call = await readCall('responses', req, deps);
    await serveReadTurn(call, res);
    call.body.loan?.giveBack();
  }

  async function serveReadTurn(call: ReadCall, res: ServerResponse): Promise<void> {
    const { aliases, deployments } = deps.settings();
    // A name of router.yaml's: the person chose the router's own models.
    if (aliases[call.model] || deployments[call.model]) return serveReadCall(call, undefined, res, deps);
    const { request, turnId } = deps.reader.read({
      model: call.model,
      headers: call.headers,
      body: call.body.plain,
      strategy: undefined,
      day: call.day,
      policy: deps.policy(),
      hasKey: provider => deps.dispatch.state().providers.get(provider)?.hasKey === true,
    });
    const target = ownTarget(call.headers, deps.settings(), call.model);
    const account = accountOf(call.headers);
    const forbidden = whyForbidden(request);
    // A plan at its limit is asked again where nobody else can go on; what a policy forbids is never sent.
    const limit = forbidden ?? (aliases[GOES_ON_WITH] && limitOf(account, turnId));
    if (limit !== undefined) return serveElsewhere(call, limit, res);
    const plan = ownPlan(call.model, request);
    const id = deps.newId();
    const report = new CallReport(
      {
        id,
        startedAtMs: call.startedAtMs,
        requestedModel: call.model,
        conversationId: request.conversationId,
        turnId,
        task: undefined,
      },
      plan,
      undefined,
      deps.dispatch.state().compiled,
      deps.reports,
    );
    const answer = createClientAnswer(res, deps.nowMs, () => report.firstByte(deps.nowMs()), deps.ending);
    const startedAtMs = deps.nowMs();
    const reason = report.trying(OWN_PLAN);
    const headers = {
      'x-router-selected-model': OWN_PLAN,
      'x-router-attempts': '1',
      'x-router-reason': headerValue(reason),
    };
    const result = await runAttempt({ ...call, id }, target, {
      answer,
      pools: deps.pools,
      nowMs: deps.nowMs,
      timeouts: deps.settings().timeouts,
      answerHeaders: headers,
      onHeaders(told) {
        const nowMs = deps.nowMs();
        const news = planNewsIn(told, nowMs);
        if (news !== undefined) plans.told(account, nowMs, news);
      },
    });
    const outcome = outcomeOf(result, false);
    report.attemptEnded({ deployment: OWN_PLAN, startedAtMs, totalMs: deps.nowMs() - startedAtMs, outcome });
    const isAtLimit = result.kind === 'failed' && result.failure.code === 'rate-limited';
    if (isAtLimit) plans.refused(account, deps.nowMs(), result.failure.retryAfterSeconds);
    begun.set(account, isAtLimit ? undefined : turnId);
    show(account);
    const goesOn = isAtLimit && aliases[GOES_ON_WITH] !== undefined;
    if (result.kind === 'failed' && !goesOn) sendAsItWas(result, answer, call, headers);
    if (result.kind === 'client-gone') answer.cut();
    report.ended({
      nowMs: deps.nowMs(),
      status: goesOn ? 429 : answer.status(),
      errorCode: errorOf(result),
      shownAtMs: answer.shownAtMs(),
      result,
    });
    if (goesOn) await serveElsewhere(call, limitOf(account, turnId) ?? { reason: 'rate-limited' }, res);
  }

  function serveElsewhere(call: ReadCall, limit: HardLimit, res: ServerResponse): Promise<void> {
    const ruledOut: Considered = {
      deployment: OWN_PLAN,
      provider: 'openai',
      limit,
      softRisk: undefined,
      probability: undefined,
    };
    return serveReadCall({ ...call, insteadOf: { ruledOut, alias: GOES_ON_WITH } }, undefined, res, deps);
  }

  function whyForbidden(request: DispatchRequest): HardLimit | undefined {
    if (request.isLocalOnly) return { reason: 'local-only-folder' };
    const avoidsOpenAi = deps.policy().avoid_openai || request.avoidsOpenAi === true;
    return avoidsOpenAi ? { reason: 'openai-avoided' } : undefined;
  }

  function limitOf(account: string, turnId: string | undefined): HardLimit | undefined {
    const nowMs = deps.nowMs();
    const refusesForMs = plans.refusesForMs(account, nowMs);
    if (refusesForMs > 0) return { reason: 'rate-limited', remainingMs: refusesForMs };
    // What a turn has begun with, its encrypted reasoning is for.
    if (turnId !== undefined && begun.get(account) === turnId) return undefined;
    const spentForMs = plans.spentForMs(account, maxUsedShare(), nowMs);
    return spentForMs > 0 ? { reason: 'plan-used-up', remainingMs: spentForMs } : undefined;
  }

  const maxUsedShare = () => deps.policy().own_plan.max_used_share;

  function show(account: string): void {
    const plan = plans.show(account, maxUsedShare(), deps.nowMs());
    if (plan !== undefined) deps.reports.ownPlan?.(plan);
  }

  /** @param path below the door, as Codex appended it to its base URL */
  return async (req: IncomingMessage, res: ServerResponse, path: string): Promise<void> => {
    if (req.method === 'POST' && path === '/v1/responses') return serveTurn(req, res);
    const { avoid_openai: avoidsOpenAi, local_only_folders: localOnly } = deps.policy();
    if (req.method === 'POST' && (avoidsOpenAi || localOnly.length > 0)) {
      // Its body could hold code of a folder that must not leave this machine.
      throw new AppError('policy-denied', 'The policy keeps this request from OpenAI.', {
        detail: avoidsOpenAi ? 'avoid_openai' : 'local_only_folder',
      });
    }
    const target: AttemptTarget = ownTarget(req.headers, deps.settings(), '');
    await relayToPlan(req, res, path.replace(/^\/v1/, ''), target, deps);
  };
}

/** Codex words its own limits by what OpenAI says, so a refusal goes on byte for byte. */
function sendAsItWas(
  result: Extract<AttemptResult, { kind: 'failed' }>,
  answer: ReturnType<typeof createClientAnswer>,
  asker: Asker,
  headers: Readonly<Record<string, string>>,
): void {
  const { original } = result;
  if (answer.hasBegun() || original === undefined) {
    sendFailure(answer, asker, result.failure, original, headers);
    return;
  }
  answer.begin(original.status, { ...headers, 'content-type': original.contentType });
  answer.write(original.body);
  answer.end();
}

function ownPlan(model: string, request: DispatchRequest): DispatchPlan {
  return {
    asked: model,
    resolved: OWN_PLAN,
    kind: request.kind,
    strategy: 'ordered',
    isStrict: true,
    order: [OWN_PLAN],
    considered: [],
    cause: 'direct',
    choiceProbability: 1,
    affinity: undefined,
    budget: undefined,
    projectedTokens: request.inputTokens,
    reason: `${model} -> ${OWN_PLAN}: your own login, passed through`,
    refusal: undefined,
  };
}

function errorOf(result: AttemptResult): string | undefined {
  switch (result.kind) {
    case 'answered':
      return result.ended === 'failed' ? 'upstream_failed' : undefined;
    case 'failed':
    case 'broken':
      return result.failure.detail ?? result.failure.code;
    case 'client-gone':
      return 'client-closed';
  }
}

/** Tells accounts apart without keeping what they are. */
function accountOf(headers: IncomingMessage['headers']): string {
  const id = headers['chatgpt-account-id'] ?? headers.authorization ?? '';
  return createHash('sha256').update(String(id)).digest('base64url');
}

import type { CompiledSettings } from '../../domain/dispatch/compile-settings.ts';
import type { DispatchPlan } from '../../domain/dispatch/dispatch-plan.ts';
import type { DispatchRequest } from '../../domain/dispatch/dispatch-request.ts';
import type { Outcome } from '../../domain/dispatch/outcome.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import { costOfUsage } from '../../domain/usage/cost-of-usage.ts';
import { type AttemptResult, answerFactsOf } from './attempt.ts';
import type { CallDeps } from './call-deps.ts';
import type { CallReport } from './call-report.ts';
import type { ClientAnswer } from './client-answer.ts';
import { outcomeOf } from './dispatch/attempt-outcome.ts';
import type { AttemptFacts } from './dispatch/dispatch-host.ts';
import { writeTurnState } from './dispatch/turn-state.ts';
import { headerValue } from './header-value.ts';
import type { InboundCall } from './inbound-call.ts';
import { runAttempt } from './run-attempt.ts';
import { sendFailure } from './send-failure.ts';
import type { UpstreamFailure } from './wire/canonical-event.ts';

export interface PlannedCall {
  readonly call: InboundCall;
  readonly plan: DispatchPlan;
  /** The settings it was planned by. */
  readonly compiled: CompiledSettings;
  readonly request: DispatchRequest;
  readonly answer: ClientAnswer;
  readonly report: CallReport;
}

type Failed = Extract<AttemptResult, { kind: 'failed' }>;

const DEFECT: Outcome = { result: 'cancelled', isRetryable: false, word: 'internal_error' };

/**
 * The only retry loop there is: attempt after attempt until one shows something, the dispatch rules say stop,
 * or the client goes. Ends the answer, and reports the request as over.
 */
export async function tryCandidates(planned: PlannedCall, deps: CallDeps): Promise<void> {
  try {
    await run(planned, deps);
  } catch (cause) {
    planned.report.ended({
      nowMs: deps.nowMs(),
      status: planned.answer.status() ?? 500,
      errorCode: 'internal_error',
      shownAtMs: planned.answer.shownAtMs(),
      result: undefined,
    });
    throw cause;
  }
}

async function run(planned: PlannedCall, deps: CallDeps): Promise<void> {
  const { call, plan, request, answer } = planned;
  const tried: string[] = [];
  const failures: { readonly deployment: string; readonly result: Failed }[] = [];
  let outcome: Outcome | undefined;
  let result: AttemptResult | undefined;
  for (;;) {
    const progress = {
      tried,
      ...(outcome && { outcome }),
      hasShown: answer.shownAtMs() !== undefined,
      startedAtMs: call.startedAtMs,
    };
    const step = deps.dispatch.next(plan, request, progress);
    if (step.type === 'stop') break;
    tried.push(step.deployment);
    ({ result, outcome } = await attempt(planned, step.deployment, step.leftMs, deps));
    if (result.kind === 'failed') failures.push({ deployment: step.deployment, result });
    if (result.kind !== 'failed') break;
  }
  finish(planned, tried, failures, result, deps);
}

async function attempt(
  planned: PlannedCall,
  deployment: string,
  leftMs: number,
  deps: CallDeps,
): Promise<{ readonly result: AttemptResult; readonly outcome: Outcome }> {
  const { call, plan, request, answer, report } = planned;
  const running = deps.dispatch.begin(deployment, plan.projectedTokens, request);
  const reason = report.trying(deployment);
  const silent = deps.adaptive?.attemptBegan({
    deployment,
    startedAtMs: running.startedAtMs,
    isSilent: () => call.stream && answer.shownAtMs() === undefined,
  });
  const { timeouts } = deps.settings();
  let result: AttemptResult | undefined;
  let outcome = DEFECT;
  try {
    const target = deps.targets().of(deployment);
    if (target === undefined) {
      throw new AppError('child-failed', `${deployment} is no longer in router.yaml.`);
    }
    result = await runAttempt(call, target, {
      answer,
      pools: deps.pools,
      nowMs: deps.nowMs,
      timeouts: leftMs < timeouts.ttft_ms ? { ...timeouts, ttft_ms: leftMs } : timeouts,
      answerHeaders: answerHeaders(call, deployment, report.attempts().length + 1, reason),
    });
    outcome = outcomeOf(result, deps.dispatch.state().compiled.tuning.preset === 'reference');
    return { result, outcome };
  } finally {
    const endedAtMs = deps.nowMs();
    const facts = factsOf(deployment, running.startedAtMs, endedAtMs, outcome, result, planned);
    const ended = running.end(facts);
    report.attemptEnded(ended);
    deps.adaptive?.attemptEnded({ plan, request, ended, endedAtMs, result, state: deps.dispatch.state() });
    // By hand: what `using` is compiled to costs as much as the ranking.
    silent?.[Symbol.dispose]();
  }
}

function factsOf(
  deployment: string,
  startedAtMs: number,
  endedAtMs: number,
  outcome: Outcome,
  result: AttemptResult | undefined,
  { call, answer, compiled }: PlannedCall,
): AttemptFacts {
  const shownAtMs = answer.shownAtMs();
  const usage = result !== undefined && 'usage' in result ? result.usage : undefined;
  const priced = usage && compiled.byName.get(deployment);
  return {
    outcome,
    totalMs: endedAtMs - startedAtMs,
    ttftMs: call.stream && shownAtMs !== undefined ? Math.max(0, shownAtMs - startedAtMs) : undefined,
    totalTokens: usage && usage.inputTokens + usage.outputTokens,
    outputTokens: usage?.outputTokens,
    costUsd: usage && priced && costOfUsage(priced, usage),
  };
}

function finish(
  planned: PlannedCall,
  tried: readonly string[],
  failures: readonly { readonly deployment: string; readonly result: Failed }[],
  result: AttemptResult | undefined,
  deps: CallDeps,
): void {
  const { call, answer, report } = planned;
  const last = failures.at(-1);
  let told: number | undefined;
  if (result?.kind === 'failed' && last !== undefined) {
    told = sendFailure(
      answer,
      call,
      tellAll(failures, last.result.failure),
      last.result.original,
      answerHeaders(call, last.deployment, tried.length, report.reason()),
    );
  }
  if (result === undefined) {
    // What was free when the plan was made was taken in the same tick: only a clock set back can do that.
    told = sendFailure(
      answer,
      call,
      { code: 'unavailable', message: 'No candidate is left.' },
      undefined,
      {},
    );
  }
  if (result?.kind === 'client-gone') answer.cut();
  countAnswer(result, tried.at(-1), planned, deps);
  report.ended({
    nowMs: deps.nowMs(),
    status: told ?? answer.status(),
    errorCode: errorCodeOf(result, deps.ending.reason !== undefined),
    shownAtMs: answer.shownAtMs(),
    result,
  });
}

/**
 * What an answer cost counts against the budgets, whole, broken or left by its client; a whole one moves the
 * conversation to where it came from. Prices are those of the plan: the deployment may be gone from the settings by
 * now.
 */
function countAnswer(
  result: AttemptResult | undefined,
  deployment: string | undefined,
  { request, compiled }: PlannedCall,
  deps: CallDeps,
): void {
  const facts = answerFactsOf(result);
  if (result === undefined || facts === undefined || deployment === undefined) return;
  const { usage } = facts;
  const priced = compiled.byName.get(deployment);
  const costUsd = (priced && usage && costOfUsage(priced, usage)) ?? 0;
  const { conversationId, day } = request;
  if (result.kind !== 'answered' || result.ended === 'failed') {
    if (costUsd > 0) deps.dispatch.apply({ type: 'spent', conversationId, costUsd, day });
    return;
  }
  deps.dispatch.apply({
    type: 'request-answered',
    deployment,
    kind: request.kind,
    conversationId,
    contextTokens: usage === undefined ? request.inputTokens : usage.inputTokens + usage.outputTokens,
    costUsd,
    day,
  });
}

/** The last failure decides what the client does next; its message names every one. */
function tellAll(
  failures: readonly { readonly deployment: string; readonly result: Failed }[],
  last: UpstreamFailure,
): UpstreamFailure {
  if (failures.length < 2 || last.code === 'rejected') return last;
  const words = failures.map(({ deployment, result }) => `${deployment}: ${result.failure.message}`);
  return { ...last, message: words.join(' | ').slice(0, 2000) };
}

function errorCodeOf(result: AttemptResult | undefined, isEnding: boolean): string | undefined {
  switch (result?.kind) {
    case undefined:
      return 'no-deployment';
    case 'answered':
      return result.ended === 'failed' ? (result.failure?.detail ?? 'upstream_failed') : undefined;
    case 'failed':
    case 'broken':
      return result.failure.detail ?? result.failure.code;
    case 'client-gone':
      return isEnding ? 'draining' : 'client-closed';
  }
}

function answerHeaders(
  call: InboundCall,
  deployment: string,
  attempts: number,
  reason: string,
): Record<string, string> {
  const headers: Record<string, string> = {
    'x-router-requested-model': headerValue(call.model),
    'x-router-selected-model': headerValue(deployment),
    'x-router-attempts': String(attempts),
    'x-router-reason': headerValue(reason),
  };
  if (call.headers['session-id'] !== undefined) headers['x-codex-turn-state'] = writeTurnState(deployment);
  return headers;
}

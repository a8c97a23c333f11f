import type { DecisionDetail } from '../../contract/decision-detail.ts';
import type { OwnPlan } from '../../contract/own-plan.ts';
import type { RequestEvent } from '../../contract/request-event.ts';
import type { RequestRecord } from '../../contract/request-record.ts';
import type { CompiledSettings } from '../../domain/dispatch/compile-settings.ts';
import type { DispatchPlan } from '../../domain/dispatch/dispatch-plan.ts';
import { finalReason } from '../../domain/dispatch/final-reason.ts';
import { costOfUsage } from '../../domain/usage/cost-of-usage.ts';
import { type AttemptTrace, requestRecord } from '../../domain/usage/request-record.ts';
import { answerQuality } from './adaptive/answer-quality.ts';
import { type AttemptResult, answerFactsOf } from './attempt.ts';
import type { AdaptiveAdvice } from './dispatch/adaptive-seam.ts';
import { describeDecision } from './dispatch/describe-decision.ts';

/** Where the reports of calls go. Called on the request path: must be quick. */
export interface CallReports {
  /** Something about a call is new. `describe` makes its row as it stands then: only who shows it pays for it. */
  event(id: string, describe: () => RequestEvent): void;
  /** Why a call goes where it goes: when its first attempt begins, and with the last word when it is over. */
  decided(id: string, describe: () => DecisionDetail): void;
  /** Once for each request, when it is over. */
  record(record: RequestRecord): void;
  /** What is known of the person's own plan, after each turn of it. */
  ownPlan?(plan: OwnPlan): void;
}

export interface CallFacts {
  readonly id: string;
  readonly startedAtMs: number;
  readonly requestedModel: string;
  readonly conversationId: string | undefined;
  readonly turnId: string | undefined;
  /** How the task was classified, for `codex-auto`. */
  readonly task: { readonly level: string; readonly cue: string } | undefined;
}

export interface CallEnd {
  readonly nowMs: number;
  /** HTTP status the client got; undefined when it was gone before there was one. */
  readonly status: number | undefined;
  readonly errorCode: string | undefined;
  readonly shownAtMs: number | undefined;
  readonly result: AttemptResult | undefined;
}

const CLIENT_GONE = 499;

type Row = { -readonly [K in keyof RequestEvent]: RequestEvent[K] };
const NONE: readonly never[] = [];

/** Everything that is told about one call while it runs and when it is over: the rows of windows, and the log. */
export class CallReport {
  private readonly call: CallFacts;
  private readonly plan: DispatchPlan;
  private readonly advice: AdaptiveAdvice | undefined;
  private readonly compiled: CompiledSettings;
  private readonly reports: CallReports;
  private readonly traces: AttemptTrace[] = [];
  private phase: RequestEvent['phase'] = 'started';
  private tried: { readonly deployment: string; readonly attempts: number } | undefined;
  private reasonNow: string;
  private ttftMs: number | undefined;
  private record: RequestRecord | undefined;
  private end: CallEnd | undefined;
  private readonly describe: () => RequestEvent;

  constructor(
    call: CallFacts,
    plan: DispatchPlan,
    advice: AdaptiveAdvice | undefined,
    compiled: CompiledSettings,
    reports: CallReports,
  ) {
    this.call = call;
    this.plan = plan;
    this.advice = advice;
    this.compiled = compiled;
    this.reports = reports;
    this.reasonNow = plan.reason;
    this.describe = () => this.row();
  }

  /** @returns the reason line as it stands, for the answer's headers */
  trying(deployment: string): string {
    if (this.tried === undefined) this.decided(this.plan);
    this.phase = 'started';
    this.ttftMs = undefined;
    this.tried = { deployment, attempts: this.traces.length + 1 };
    this.reasonNow = finalReason({ planned: this.plan.reason, failed: this.failed(), goesTo: deployment });
    this.tell();
    return this.reasonNow;
  }

  attemptEnded(attempt: AttemptTrace): void {
    this.traces.push(attempt);
  }

  /** The reason line as it stands now. */
  reason(): string {
    return finalReason({ planned: this.plan.reason, failed: this.failed() });
  }

  attempts(): readonly AttemptTrace[] {
    return this.traces;
  }

  firstByte(nowMs: number): void {
    this.phase = 'first-byte';
    this.ttftMs = nowMs - this.call.startedAtMs;
    this.tell();
  }

  ended(end: CallEnd): void {
    const { call, plan, compiled } = this;
    const adaptive = this.advice?.record;
    const { nowMs, status, errorCode, shownAtMs, result } = end;
    const facts = answerFactsOf(result);
    const usage = facts?.usage;
    const last = this.traces.at(-1);
    const deployment = last && compiled.byName.get(last.deployment);
    const costUsd = deployment && usage && costOfUsage(deployment, usage);
    const reason = finalReason({
      planned: plan.reason,
      failed: this.failed(),
      goesTo: last?.outcome.result === 'succeeded' ? last.deployment : undefined,
      notes: result !== undefined && 'notes' in result ? result.notes : NONE,
      costUsd,
    });
    const told: DispatchPlan = { ...plan, reason };
    const record = requestRecord(compiled, {
      id: call.id,
      startedAtMs: call.startedAtMs,
      task: call.task && { level: call.task.level, cue: call.task.cue },
      plan: told,
      attempts: this.traces,
      status: status ?? CLIENT_GONE,
      errorCode,
      ttftMs: shownAtMs === undefined ? undefined : shownAtMs - call.startedAtMs,
      totalMs: nowMs - call.startedAtMs,
      usage,
      qualityShare: answerQuality(result),
      conversationId: call.conversationId,
      turnId: call.turnId,
      upstreamResponseId: facts?.upstreamId,
      adaptive,
    });
    this.phase = 'ended';
    this.reasonNow = reason;
    this.end = end;
    this.record = record;
    // Made now: what waits to be shown would else hold all that is known of the call.
    const row = this.row();
    this.reports.event(call.id, () => row);
    this.decided(told);
    this.reports.record(record);
  }

  private decided(plan: DispatchPlan): void {
    const adaptive = this.advice?.record;
    this.reports.decided(this.call.id, () => describeDecision(plan, adaptive));
  }

  private tell(): void {
    this.reports.event(this.call.id, this.describe);
  }

  private failed(): readonly { readonly deployment: string; readonly word: string }[] {
    if (this.traces.length === 0) return NONE;
    return this.traces
      .filter(({ outcome }) => outcome.result !== 'succeeded')
      .map(({ deployment, outcome }) => ({ deployment, word: outcome.word }));
  }

  private row(): RequestEvent {
    const { call } = this;
    const row: Row = {
      id: call.id,
      phase: this.phase,
      startedAtMs: call.startedAtMs,
      requestedModel: call.requestedModel.slice(0, 256),
      kind: this.plan.kind,
      reason: this.reasonNow,
    };
    if (call.conversationId !== undefined) row.conversationId = call.conversationId;
    if (this.tried !== undefined) {
      const { deployment, attempts } = this.tried;
      row.selectedModel = deployment;
      row.attempts = attempts;
      const provider = this.compiled.byName.get(deployment)?.provider;
      if (provider !== undefined) row.provider = provider;
    }
    if (this.end !== undefined && this.record !== undefined) addEnd(row, this.end, this.record);
    else if (this.ttftMs !== undefined) row.ttftMs = this.ttftMs;
    return row;
  }
}

function addEnd(row: Row, end: CallEnd, record: RequestRecord): void {
  const { tokens } = record;
  row.totalMs = record.total_ms;
  if (end.status !== undefined) row.status = end.status;
  if (end.errorCode !== undefined) row.errorCode = end.errorCode;
  if (record.ttft_ms !== undefined) row.ttftMs = record.ttft_ms;
  if (record.cost_usd !== undefined) row.costUsd = record.cost_usd;
  if (record.saved_usd !== undefined) row.savedUsd = record.saved_usd;
  if (tokens !== undefined) {
    row.inputTokens = tokens.input;
    row.cachedInputTokens = tokens.cached_input;
    row.outputTokens = tokens.output;
  }
}

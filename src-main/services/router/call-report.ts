import type { DecisionDetail } from '../../contract/decision-detail.ts';
import type { RequestEvent } from '../../contract/request-event.ts';
import type { RequestRecord } from '../../contract/request-record.ts';
import type { CompiledSettings } from '../../domain/dispatch/compile-settings.ts';
import type { DispatchPlan } from '../../domain/dispatch/dispatch-plan.ts';
import { finalReason } from '../../domain/dispatch/final-reason.ts';
import type { TokenUsage } from '../../domain/usage/cost-of-usage.ts';
import { costOfUsage } from '../../domain/usage/cost-of-usage.ts';
import { type AttemptTrace, requestRecord } from '../../domain/usage/request-record.ts';
import { answerQuality } from './adaptive/answer-quality.ts';
import type { AttemptResult } from './attempt.ts';
import type { AdaptiveAdvice } from './dispatch/adaptive-seam.ts';
import { describeDecision } from './dispatch/describe-decision.ts';

/** Where the reports of calls go. Called on the request path: must be quick. */
export interface CallReports {
  event(event: RequestEvent): void;
  /** Once for each request, when it is over. */
  record(record: RequestRecord, decision: DecisionDetail): void;
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

/** Everything that is told about one call while it runs and when it is over: the rows of windows, and the log. */
export function createCallReport(
  call: CallFacts,
  plan: DispatchPlan,
  advice: AdaptiveAdvice | undefined,
  compiled: CompiledSettings,
  reports: CallReports,
) {
  const attempts: AttemptTrace[] = [];
  let current: RequestEvent = {
    id: call.id,
    phase: 'started',
    startedAtMs: call.startedAtMs,
    requestedModel: call.requestedModel.slice(0, 256),
    kind: plan.kind,
    reason: plan.reason,
    ...(call.conversationId === undefined ? {} : { conversationId: call.conversationId }),
  };

  const failed = () =>
    attempts
      .filter(({ outcome }) => outcome.result !== 'succeeded')
      .map(({ deployment, outcome }) => ({ deployment, word: outcome.word }));

  return {
    /** @returns the reason line as it stands, for the answer's headers */
    trying(deployment: string): string {
      const reason = finalReason({ planned: plan.reason, failed: failed(), goesTo: deployment });
      const provider = compiled.byName.get(deployment)?.provider;
      current = {
        ...current,
        selectedModel: deployment,
        ...(provider === undefined ? {} : { provider }),
        attempts: attempts.length + 1,
        reason,
      };
      reports.event(current);
      return reason;
    },
    attemptEnded: (attempt: AttemptTrace) => attempts.push(attempt),
    /** The reason line as it stands now. */
    reason: (): string => finalReason({ planned: plan.reason, failed: failed() }),
    attempts: (): readonly AttemptTrace[] => attempts,
    firstByte(nowMs: number) {
      reports.event({ ...current, phase: 'first-byte', ttftMs: nowMs - call.startedAtMs });
    },
    ended({ nowMs, status, errorCode, shownAtMs, result }: CallEnd) {
      const usage = usageOf(result);
      const last = attempts.at(-1);
      const deployment = last && compiled.byName.get(last.deployment);
      const costUsd = deployment && usage && costOfUsage(deployment, usage);
      const reason = finalReason({
        planned: plan.reason,
        failed: failed(),
        goesTo: last?.outcome.result === 'succeeded' ? last.deployment : undefined,
        notes: result !== undefined && 'notes' in result ? result.notes : [],
        costUsd,
      });
      const ttftMs = shownAtMs === undefined ? undefined : shownAtMs - call.startedAtMs;
      const totalMs = nowMs - call.startedAtMs;
      const record = requestRecord(compiled, {
        id: call.id,
        startedAtMs: call.startedAtMs,
        task: call.task && { level: call.task.level, cue: call.task.cue },
        plan: { ...plan, reason },
        attempts,
        status: status ?? CLIENT_GONE,
        errorCode,
        ttftMs,
        totalMs,
        usage,
        qualityShare: answerQuality(result),
        conversationId: call.conversationId,
        turnId: call.turnId,
        upstreamResponseId: result !== undefined && 'upstreamId' in result ? result.upstreamId : undefined,
        adaptive: advice?.record,
      });
      reports.event({
        ...current,
        phase: 'ended',
        reason,
        totalMs,
        ...present({ status, errorCode, ttftMs, costUsd, savedUsd: record.saved_usd }),
        ...(usage && {
          inputTokens: usage.inputTokens,
          cachedInputTokens: usage.cachedInputTokens,
          outputTokens: usage.outputTokens,
        }),
      });
      reports.record(record, describeDecision({ ...plan, reason }, advice?.record));
    },
  };
}

export type CallReport = ReturnType<typeof createCallReport>;

function usageOf(result: AttemptResult | undefined): TokenUsage | undefined {
  return result !== undefined && 'usage' in result ? result.usage : undefined;
}

type Present<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

function present<T extends object>(values: T): Present<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Present<T>; // only the undefined are left out
}

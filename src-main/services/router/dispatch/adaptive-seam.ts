import type { AdaptiveRecord } from '../../../contract/adaptive-report.ts';
import type { AttemptEnded } from '../../../domain/dispatch/dispatch-event.ts';
import type { DispatchPlan } from '../../../domain/dispatch/dispatch-plan.ts';
import type { DispatchRequest } from '../../../domain/dispatch/dispatch-request.ts';
import type { DispatchState } from '../../../domain/dispatch/dispatch-state.ts';
import type { AttemptResult } from '../attempt.ts';

/** What the adaptive router says of one plan. */
export interface AdaptiveAdvice {
  /** The plan's candidates in another order, when it may decide (canary, live). Strangers are ignored. */
  readonly order?: readonly string[];
  /** Why, in a few words for the reason line; together with `order`. */
  readonly why?: string;
  /** `adaptive_router` of the request log record. */
  readonly record: AdaptiveRecord;
}

/** One ended attempt, for whoever learns from it. */
export interface SeenAttempt {
  readonly plan: DispatchPlan;
  readonly request: DispatchRequest;
  readonly ended: AttemptEnded;
  readonly endedAtMs: number;
  /** How the wire saw it; absent when the attempt failed inside the router. */
  readonly result: AttemptResult | undefined;
  /** The dispatch state after it. */
  readonly state: DispatchState;
}

/** An attempt that was just sent. */
export interface BegunAttempt {
  readonly deployment: string;
  readonly startedAtMs: number;
  /** Whether nothing of a streamed answer has been seen yet; never so for an answer that comes in one piece. */
  readonly isSilent: () => boolean;
}

/**
 * The one place where a model beside dispatch looks on and, when it is allowed to, reorders. Called on the
 * request path: all functions must be quick and must not throw.
 */
export interface AdaptiveSeam {
  /** Called once for each plan, before its first attempt, in the same tick; a refused one is only recorded. */
  advise(
    plan: DispatchPlan,
    request: DispatchRequest,
    state: DispatchState,
    nowMs: number,
  ): AdaptiveAdvice | undefined;
  /** Dispose of what is returned when the attempt ends. */
  attemptBegan(begun: BegunAttempt): Disposable;
  attemptEnded(seen: SeenAttempt): void;
  /** The learned state was reset by hand. */
  reset(): void;
}

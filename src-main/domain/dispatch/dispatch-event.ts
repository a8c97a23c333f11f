import type { RequestKind } from './dispatch-request.ts';
import type { DispatchPolicy, DispatchSettings } from './dispatch-settings.ts';
import type { Outcome } from './outcome.ts';
import type { Reserve } from './spend.ts';

/** Facts that change the dispatch state. */
export type DispatchEvent =
  | {
      readonly type: 'attempt-started';
      readonly deployment: string;
      /** `projectedTokens` of the plan; reserved in the minute's window. */
      readonly projectedTokens: number;
      /** Kept of the budgets until its end. */
      readonly reserve?: Reserve | undefined;
    }
  | AttemptEnded
  | {
      /** An answer cost money and was not given whole. */
      readonly type: 'spent';
      readonly conversationId?: string | undefined;
      readonly costUsd: number;
      readonly day: string;
    }
  | {
      /** An answer was given whole. */
      readonly type: 'request-answered';
      readonly deployment: string;
      readonly kind: RequestKind;
      readonly conversationId?: string | undefined;
      /** Input and output together: what the next request will have to read. */
      readonly contextTokens: number;
      readonly costUsd: number;
      /** The person's calendar day, as `2026-11-21`. */
      readonly day: string;
    }
  | {
      /** Keys and servers of a provider, as far as they changed. */
      readonly type: 'provider-changed';
      readonly provider: string;
      readonly hasKey?: boolean;
      readonly isUp?: boolean;
    }
  | { readonly type: 'woken'; readonly deployment: string }
  | { readonly type: 'budget-lifted'; readonly day: string }
  | { readonly type: 'settings-changed'; readonly settings: DispatchSettings }
  | { readonly type: 'policy-changed'; readonly policy: DispatchPolicy }
  /** The system's clock was set, or the machine slept. */
  | { readonly type: 'clock-moved'; readonly byMs: number }
  /** Forget what was learned: averages, cooldowns, conversations. What is in flight stays counted. */
  | { readonly type: 'reset' };

export interface AttemptEnded {
  readonly type: 'attempt-ended';
  readonly deployment: string;
  readonly startedAtMs: number;
  readonly projectedTokens: number;
  /** As its start kept it. */
  readonly reserve?: Reserve | undefined;
  readonly outcome: Outcome;
  /** First content byte after the start; absent without streaming. */
  readonly ttftMs?: number | undefined;
  readonly totalMs: number;
  /** Input and output tokens used, where known; corrects the reserve. */
  readonly totalTokens?: number | undefined;
  readonly outputTokens?: number | undefined;
  readonly costUsd?: number | undefined;
}

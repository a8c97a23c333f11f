import type { OwnPlan } from '../../../contract/own-plan.ts';
import { type PlanNews, planSpentForMs } from '../../../domain/usage/plan-window.ts';

/** What is known of the plans that answered or refused, an account each: a person may switch logins. */
export interface KnownPlans {
  /** The plan refused, and said when it renews where that is known. */
  refused(account: string, nowMs: number, retryAfterSeconds: number | undefined): void;
  /** What it told with an answer. */
  told(account: string, nowMs: number, news: PlanNews): void;
  /** Milliseconds for which it refuses; 0 when it may be asked now. */
  refusesForMs(account: string, nowMs: number): number;
  /** Milliseconds for which it is used up to `share` of a window, by what it told. */
  spentForMs(account: string, share: number, nowMs: number): number;
  /** For windows; undefined for an account nothing is known of. */
  show(account: string, share: number, nowMs: number): OwnPlan | undefined;
}

/** Without a time of its own a plan is asked again every five minutes: one quick refusal is cheap. */
const DEFAULT_MS = 5 * 60_000;
/** Plans renew within hours or days; asking once an hour finds out about one that was raised. */
const LONGEST_MS = 60 * 60_000;

interface Known {
  readonly heardAtMs: number;
  readonly refusesUntilMs: number;
  readonly news: PlanNews;
}

const NOTHING: PlanNews = { windows: [], hasCredits: false };

export function createKnownPlans(): KnownPlans {
  const known = new Map<string, Known>();

  function refusesForMs(account: string, nowMs: number): number {
    return Math.max(0, (known.get(account)?.refusesUntilMs ?? 0) - nowMs);
  }

  function spentForMs(account: string, share: number, nowMs: number): number {
    const plan = known.get(account);
    if (plan === undefined) return 0;
    const untilAskedAgainMs = plan.heardAtMs + LONGEST_MS - nowMs;
    return Math.max(0, Math.min(untilAskedAgainMs, planSpentForMs(plan.news, share, nowMs)));
  }

  return {
    refused(account, nowMs, retryAfterSeconds) {
      const forMs = retryAfterSeconds === undefined ? DEFAULT_MS : retryAfterSeconds * 1000;
      known.set(account, {
        heardAtMs: nowMs,
        refusesUntilMs: nowMs + Math.min(LONGEST_MS, forMs),
        news: known.get(account)?.news ?? NOTHING,
      });
    },
    told(account, nowMs, news) {
      known.set(account, { heardAtMs: nowMs, refusesUntilMs: 0, news });
    },
    refusesForMs,
    spentForMs,
    show(account, share, nowMs) {
      const plan = known.get(account);
      if (plan === undefined) return undefined;
      const leftAloneMs = Math.max(refusesForMs(account, nowMs), spentForMs(account, share, nowMs));
      return {
        heardAtMs: plan.heardAtMs,
        windows: plan.news.windows.map(window => ({ ...window })),
        ...(leftAloneMs > 0 && { leftAloneUntilMs: nowMs + leftAloneMs }),
      };
    },
  };
}

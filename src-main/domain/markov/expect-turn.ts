import { chanceOfTimes } from './chance.ts';
import { type Experience, TYPICAL_OUTPUT_TOKENS } from './experience.ts';

/** What is known of one candidate when a turn is about to be sent. */
export interface ExperienceOf {
  readonly experience: Experience;
  /** Stands in for what was not seen. */
  readonly usual: { readonly ttftMs: number; readonly totalMs: number };
  readonly expectedCostUsd: number | undefined;
  readonly risk: number;
}

/** What a turn is expected to be like where a candidate is asked first. */
export interface Outlook {
  readonly ttftMs: number;
  readonly totalMs: number;
  readonly costUsd: number | undefined;
  /** Attempts expected to fail. */
  readonly failures: number;
  /** Failures the client sees, because its answer had begun. */
  readonly brokenShare: number;
}

/** A broken answer has cost about half, and is asked for again after a pause. */
const BROKEN_COST_SHARE = 0.5;
const CLIENT_PAUSE_MS = 1000;

/** Newer times count alone once they differ from the long memory by more than chance explains. */
function settle(
  lately: number | undefined,
  long: number | undefined,
  usual: number,
  changedRatio: number,
): number {
  if (lately === undefined || long === undefined) return lately ?? long ?? usual;
  return lately > long * changedRatio || lately < long / changedRatio ? lately : long;
}

interface Pace {
  readonly ttftMs: number;
  readonly totalMs: number;
}

function paceOf({ experience, usual }: ExperienceOf, tokens: number): Pace {
  const changedRatio = Math.exp(chanceOfTimes(experience.newestSquares));
  const usualPace = Math.max(0, usual.totalMs - usual.ttftMs) / TYPICAL_OUTPUT_TOKENS;
  const ttftMs = settle(experience.ttftMs, experience.longTtftMs, usual.ttftMs, changedRatio);
  const msPerToken = settle(experience.msPerToken, experience.longMsPerToken, usualPace, changedRatio);
  return { ttftMs, totalMs: ttftMs + msPerToken * tokens };
}

/** Attempts that fail before their first byte: somebody else is asked then. */
export function fallsBackShareOf({ experience: { failureShare, brokenShare } }: ExperienceOf): number {
  return Math.max(0, failureShare - brokenShare);
}

/**
 * A turn asked of `first`: with the share of its failures it also takes the time lost there, and then goes to
 * `next` (before the first byte) or once more to `first` (after it).
 */
export function expectTurn(first: ExperienceOf, next: ExperienceOf, tokens: number): Outlook {
  const { failureShare, brokenShare, lostMs } = first.experience;
  const fallsBackShare = fallsBackShareOf(first);
  const own = paceOf(first, tokens);
  const other = paceOf(next, tokens);
  const after = (ownMs: number, otherMs: number) =>
    (1 - fallsBackShare) * ownMs +
    fallsBackShare * (lostMs + otherMs) +
    brokenShare * (lostMs + CLIENT_PAUSE_MS);
  const { expectedCostUsd: ownUsd } = first;
  const { expectedCostUsd: otherUsd } = next;
  return {
    ttftMs: after(own.ttftMs, other.ttftMs),
    totalMs: after(own.totalMs, other.totalMs),
    costUsd:
      ownUsd === undefined
        ? undefined
        : (1 - fallsBackShare) * ownUsd +
          fallsBackShare * (otherUsd ?? ownUsd) +
          brokenShare * BROKEN_COST_SHARE * ownUsd,
    failures: failureShare,
    brokenShare,
  };
}

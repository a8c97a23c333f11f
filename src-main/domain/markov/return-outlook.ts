import { chanceOfTimes } from './chance.ts';
import { type ExperienceOf, expectTurn } from './expect-turn.ts';
import { LONG_MEMORY_TURNS, TYPICAL_OUTPUT_TOKENS } from './experience.ts';
import { TO_STAY } from './outlook.ts';
import { loseQuality } from './quality-outlook.ts';

/** How much more a turn takes at one place than at another: in shares of the turn where traffic is. */
export interface TurnShares {
  readonly total: number;
  readonly ttft: number;
  /** Both of them and the price. */
  readonly all: number;
}

function share(here: number, there: number): number {
  return (there - here) / Math.max(here, 1e-9);
}

function compareTurns(here: ExperienceOf, there: ExperienceOf): TurnShares {
  const tokens = here.experience.outputTokens ?? TYPICAL_OUTPUT_TOKENS;
  const own = expectTurn(here, there, tokens);
  const other = expectTurn(there, here, tokens);
  const total = share(own.totalMs, other.totalMs);
  const ttft = share(own.ttftMs, other.ttftMs);
  const cost =
    own.costUsd === undefined || other.costUsd === undefined
      ? 0
      : Math.min(1, share(own.costUsd, other.costUsd));
  return { total, ttft, all: total + ttft + cost };
}

/** What a turn away is worth when it is left: what more it would take at `left`, ill as it is. */
export function computeWinShares(left: ExperienceOf, taken: ExperienceOf): TurnShares {
  return compareTurns(taken, left);
}

/** Coming back has to pay: this share in all, or this share of one time figure. */
const LEAST_GAIN_TO_RETURN = 0.1;
const LEAST_TIME_GAIN_TO_RETURN = 0.15;
/** Traffic comes back when staying has cost this share of what leaving had won. */
const COST_OF_WON_SHARE = 0.5;

/** How much of a difference between the times of two places may be chance. */
function chanceBetween(here: ExperienceOf, there: ExperienceOf): number {
  const squaresOf = ({ experience: { turns } }: ExperienceOf) =>
    1 / Math.max(1, Math.min(turns, LONG_MEMORY_TURNS));
  return chanceOfTimes(squaresOf(here) + squaresOf(there));
}

/** The account of a stay away: what was won while the one that was left was ill, and how long it is well by now. */
export interface StayAway {
  readonly won: TurnShares;
  readonly illMs: number;
  readonly wellMs: number;
}

/**
 * Whether turns would be enough better back at `baseline`, which is well again, than they are at `current`, and
 * staying has cost enough of what leaving had won. So nothing that left comes out behind, and a move that won much
 * is not undone for a little. Worse answers are no matter of time.
 */
export function isReturnWorthIt(baseline: ExperienceOf, current: ExperienceOf, away: StayAway): boolean {
  if (loseQuality(baseline.experience, current.experience) > TO_STAY.qualityLossShare) return true;
  const back = compareTurns(current, baseline);
  const leastTimeGain = Math.max(LEAST_TIME_GAIN_TO_RETURN, chanceBetween(current, baseline));
  const isDue = (key: keyof TurnShares, least: number) =>
    -back[key] >= least &&
    -back[key] * away.wellMs >= COST_OF_WON_SHARE * Math.max(0, away.won[key]) * away.illMs;
  return isDue('all', LEAST_GAIN_TO_RETURN) || isDue('total', leastTimeGain) || isDue('ttft', leastTimeGain);
}

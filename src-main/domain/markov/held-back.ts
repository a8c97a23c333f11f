import { type CandidateHealth, readHealth } from './candidate-health.ts';
import type { AdaptiveDecision } from './decision.ts';

/** How often hard limits held back whom the policy wants first in a scope (alias). */
export interface HeldBack {
  readonly candidate: string;
  /** Of the scope's newest turns, 0..1. */
  readonly share: number;
}

/** Weight of the newest turn. */
const HELD_BACK_ALPHA = 0.15;

/** What a decision tells of its scope. One that was overridden says nothing: nobody asked the first choice. */
export function followHeldBack(before: HeldBack | undefined, decision: AdaptiveDecision): HeldBack {
  const { baseline } = decision;
  if (before === undefined) return { candidate: baseline, share: 0 };
  if (decision.applied || (before.candidate === baseline && before.share === 0)) return before;
  const isOpen = decision.health.some(one => one.candidate === before.candidate);
  if (isOpen && before.candidate !== baseline) return { candidate: baseline, share: 0 };
  const share = (1 - HELD_BACK_ALPHA) * before.share + (isOpen ? 0 : HELD_BACK_ALPHA);
  return { candidate: before.candidate, share };
}

/** So many attempts in a row that gave nothing, and the hard limits take a candidate out before long. */
const HELD_BACK_AFTER = 2;

/**
 * Share of turns that the fixed order is expected to send past `baseline`, since hard limits hold it back: as many
 * as lately, or all where its newest attempts failed before their first byte or hang.
 * @param waitedMs how long attempts at it have been without a first byte
 */
export function expectHeldBackShare(
  heldBack: HeldBack | undefined,
  baseline: string,
  health: CandidateHealth,
  waitedMs: readonly number[],
): number {
  const isHanging = (ttftMs: number) => {
    const seen = { candidate: baseline, endedAtMs: health.lastAtMs ?? 0, ok: true, ttftMs };
    return (readHealth(seen, health.usual).ttftSlownessShare ?? 0) >= 1;
  };
  const failing = health.experience.failedInRow + waitedMs.filter(isHanging).length;
  if (failing >= HELD_BACK_AFTER) return 1;
  return heldBack?.candidate === baseline ? heldBack.share : 0;
}

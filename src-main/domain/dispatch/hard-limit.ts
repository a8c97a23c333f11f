import { textsOf } from '../sentence/sentence.ts';
import type { CooldownCause } from './cooldown.ts';
import { LIMIT_WORDS } from './reason-words.ts';

/** Why a candidate is out of traffic now. `probing`: half-open, and its one request is on its way. */
export type HardLimitReason =
  | 'no-key'
  | 'switched-off'
  | 'not-up'
  | 'openai-avoided'
  | 'not-open-model'
  | 'local-only-folder'
  | 'no-images'
  | 'no-tools'
  | 'context-too-small'
  | 'over-budget'
  | CooldownCause
  | 'probing'
  | 'in-flight'
  | 'rpm'
  | 'tpm';

export interface HardLimit {
  readonly reason: HardLimitReason;
  /** Milliseconds until it ends by itself; absent where it waits for something else to change. */
  readonly remainingMs?: number;
}

const WORDS = textsOf(LIMIT_WORDS);

/** Whole seconds, rounded up, so that a limit never shows 0 while it holds. */
export function remainingSeconds(limit: { readonly remainingMs?: number | undefined }): number | undefined {
  return limit.remainingMs === undefined ? undefined : Math.ceil(limit.remainingMs / 1000);
}

/** `rate limit (429), 290 s left` */
export function describeLimit(limit: HardLimit): string {
  const seconds = remainingSeconds(limit);
  const words = WORDS[limit.reason];
  return seconds === undefined ? words : `${words}, ${seconds} s left`;
}

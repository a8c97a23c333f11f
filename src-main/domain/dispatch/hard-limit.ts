import { type Sentence, say, textsOf } from '../sentence/sentence.ts';
import type { CooldownCause } from './cooldown.ts';

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
  | 'plan-used-up'
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

export const LIMIT_WORDS: Readonly<Record<HardLimitReason, Sentence>> = {
  'no-key': say`no key`,
  'switched-off': say`switched off`,
  'not-up': say`not running`,
  'openai-avoided': say`OpenAI is avoided`,
  'not-open-model': say`not an open model`,
  'local-only-folder': say`this folder is local-only`,
  'no-images': say`takes no images`,
  'no-tools': say`takes no tools`,
  'context-too-small': say`context window too small`,
  'over-budget': say`over budget`,
  'plan-used-up': say`the plan is used up`,
  'rate-limited': say`rate limit (429)`,
  'key-refused': say`key refused (401/403)`,
  'model-missing': say`model not found (404)`,
  failures: say`several failures in a row`,
  probing: say`one request is trying it`,
  'in-flight': say`all slots in use`,
  rpm: say`requests per minute used up`,
  tpm: say`tokens per minute used up`,
};
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

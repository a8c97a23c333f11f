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

const WORDS: Readonly<Record<HardLimitReason, string>> = {
  'no-key': 'no key',
  'switched-off': 'switched off',
  'not-up': 'not running',
  'openai-avoided': 'OpenAI is avoided',
  'not-open-model': 'not an open model',
  'local-only-folder': 'this folder is local-only',
  'no-images': 'takes no images',
  'no-tools': 'takes no tools',
  'context-too-small': 'context window too small',
  'over-budget': 'over budget',
  'rate-limited': 'rate limit (429)',
  'key-refused': 'key refused (401/403)',
  'model-missing': 'model not found (404)',
  failures: 'several failures in a row',
  probing: 'one request is trying it',
  'in-flight': 'all slots in use',
  rpm: 'requests per minute used up',
  tpm: 'tokens per minute used up',
};

/** Whole seconds, rounded up, so that a limit never shows 0 while it holds. */
export function remainingSeconds(limit: HardLimit): number | undefined {
  return limit.remainingMs === undefined ? undefined : Math.ceil(limit.remainingMs / 1000);
}

/** `rate limit (429), 290 s left` */
export function describeLimit(limit: HardLimit): string {
  const seconds = remainingSeconds(limit);
  const words = WORDS[limit.reason];
  return seconds === undefined ? words : `${words}, ${seconds} s left`;
}

import type { TFunction } from 'i18next';

/** Reasons of the dispatch domain that there are words for. */
const LIMIT_REASONS = [
  'no-key',
  'switched-off',
  'not-up',
  'openai-avoided',
  'not-open-model',
  'local-only-folder',
  'no-images',
  'no-tools',
  'context-too-small',
  'over-budget',
  'plan-used-up',
  'rate-limited',
  'key-refused',
  'model-missing',
  'failures',
  'probing',
  'in-flight',
  'rpm',
  'tpm',
] as const;

/** A hard limit in words; a reason this page does not know yet stands for itself. */
export const limitWords = (t: TFunction, reason: string): string => {
  const known = LIMIT_REASONS.find(name => name === reason);
  return known === undefined ? reason : t(`dispatch.limit.${known}`);
};

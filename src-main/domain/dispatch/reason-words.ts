import { type Sentence, say } from '../sentence/sentence.ts';
import type { BudgetName } from './budget.ts';
import type { PlanCause } from './dispatch-plan.ts';
import type { RequestKind } from './dispatch-request.ts';
import type { HardLimitReason } from './hard-limit.ts';

/** The words that reason lines are put together from. */
export const CAUSE_WORDS: Readonly<Record<PlanCause, Sentence>> = {
  direct: say`asked for by name, no fallback`,
  'first-in-order': say`first candidate that may be used`,
  drawn: say`drawn by risk`,
  'same-turn': say`same turn`,
  stayed: say`holds this conversation`,
  moved: say`moving pays`,
  'moved-limited': say`the conversation had to move`,
  adaptive: say`the adaptive router put it first`,
  none: say`no candidate may be used`,
};

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
  'rate-limited': say`rate limit (429)`,
  'key-refused': say`key refused (401/403)`,
  'model-missing': say`model not found (404)`,
  failures: say`several failures in a row`,
  probing: say`one request is trying it`,
  'in-flight': say`all slots in use`,
  rpm: say`requests per minute used up`,
  tpm: say`tokens per minute used up`,
};

/** Kinds that a line names; a turn is what is usual. */
export const KIND_WORDS: Readonly<Record<Exclude<RequestKind, 'turn' | 'other'>, Sentence>> = {
  title: say`title`,
  compaction: say`compaction`,
  guardian: say`guardian`,
  review: say`review`,
  subagent: say`subagent`,
};

/** In English by its name in the policy. */
export const BUDGET_WORDS: Readonly<Record<BudgetName, Sentence>> = {
  'request-usd': say`request-usd`,
  'request-tokens': say`request-tokens`,
  'day-usd': say`day-usd`,
  'conversation-usd': say`conversation-usd`,
};

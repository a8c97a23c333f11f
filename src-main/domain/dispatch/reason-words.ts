import { type Sentence, say } from '../sentence/sentence.ts';
import type { BudgetName } from './budget.ts';
import type { PlanCause } from './dispatch-plan.ts';
import type { RequestKind } from './dispatch-request.ts';

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

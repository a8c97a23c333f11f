import { textsOf } from '../sentence/sentence.ts';
import type { Considered } from './considered.ts';
import type { AffinityNote, DispatchPlan, PlanCause } from './dispatch-plan.ts';
import { describeLimit } from './hard-limit.ts';
import { CAUSE_WORDS } from './reason-words.ts';

/** What the line is made of. */
export type PlanFacts = Pick<
  DispatchPlan,
  | 'asked'
  | 'resolved'
  | 'kind'
  | 'cause'
  | 'order'
  | 'considered'
  | 'choiceProbability'
  | 'affinity'
  | 'budget'
> & {
  /** A budget in USD holds, and the first candidate has no price it could count. */
  readonly isUncounted?: boolean;
};

const WHY = textsOf(CAUSE_WORDS);

const usd = (amount: number): string => `${amount < 0 ? '-' : ''}$${Math.abs(amount).toFixed(4)}`;

function affinityWords({ home, other, priceUsd, gainUsd }: AffinityNote, cause: PlanCause): string {
  if (other === undefined || priceUsd === undefined || gainUsd === undefined) {
    return cause === 'moved-limited' ? ` from ${home}` : '';
  }
  const what = cause === 'moved' ? `from ${home}` : `moving to ${other} would not pay`;
  return ` (${what}: price ${usd(priceUsd)}, gain ${usd(gainUsd)})`;
}

/** `a: rate limit (429), 290 s left; b: no key`, or an empty text when nobody is limited. */
export function limitedWords(considered: readonly Considered[]): string {
  let words = '';
  for (const { deployment, limit } of considered) {
    if (limit) words += `${words && '; '}${deployment}: ${describeLimit(limit)}`;
  }
  return words;
}

/** `codex-default -> gemini-flash-direct: first candidate that may be used; out: openai-default: no key` */
export function reasonLine(plan: PlanFacts): string {
  const asked = plan.resolved === plan.asked ? plan.asked : `${plan.asked} as ${plan.resolved}`;
  const kind = plan.kind === 'turn' || plan.kind === 'other' ? '' : ` (${plan.kind})`;
  const limited = limitedWords(plan.considered);
  const affinity = plan.affinity ? affinityWords(plan.affinity, plan.cause) : '';
  const draw = plan.cause === 'drawn' ? ` (p ${plan.choiceProbability.toFixed(2)})` : '';
  const budget = plan.budget ? `; budget reached (${plan.budget})` : '';
  const uncounted = plan.isUncounted ? '; its price is unknown, no budget counts it' : '';
  const out = limited ? `; out: ${limited}` : '';
  return `${asked}${kind} -> ${plan.order[0] ?? 'nobody'}: ${WHY[plan.cause]}${draw}${affinity}${budget}${uncounted}${out}`;
}

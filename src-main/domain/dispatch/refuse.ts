import { textsOf } from '../sentence/sentence.ts';
import type { BudgetName } from './budget.ts';
import type { CompiledSettings } from './compile-settings.ts';
import type { Considered } from './considered.ts';
import type { Refusal } from './dispatch-plan.ts';
import type { DispatchRequest } from './dispatch-request.ts';
import { REFUSALS, REFUSED_BUDGETS } from './failure-words.ts';
import { remainingSeconds } from './hard-limit.ts';
import { limitedWords } from './reason-line.ts';

const BUDGET_WORDS = textsOf(REFUSED_BUDGETS);

export function refuseUnknown(compiled: CompiledSettings, name: string): Refusal {
  const known = [...compiled.aliases.keys()].join(', ');
  return {
    code: 'no-deployment',
    detail: 'unknown_model',
    message: REFUSALS.unknown.write(name, known),
  };
}

export function refuseBudget(budget: BudgetName): Refusal {
  return {
    code: 'policy-denied',
    detail: 'over_budget',
    message: REFUSALS.budget.write(BUDGET_WORDS[budget]),
  };
}

/** Soonest end of a limit that ends by itself, in whole seconds, at least 1. */
function soonestSeconds(considered: readonly Considered[]): number | undefined {
  const seconds = considered.flatMap(({ limit }) => {
    if (!limit) return [];
    // A slot or a probe frees when somebody else ends: soon, but nobody knows when.
    if (limit.reason === 'in-flight' || limit.reason === 'probing') return 1;
    return remainingSeconds(limit) ?? [];
  });
  return seconds.length > 0 ? Math.max(1, Math.min(...seconds)) : undefined;
}

/** Every candidate is out: name each with its reason, and say when trying again makes sense. */
export function refuseAll(
  considered: readonly Considered[],
  request: DispatchRequest,
  resolved: string,
): Refusal {
  const limited = limitedWords(considered);
  const retryAfterSeconds = soonestSeconds(considered);
  if (request.isLocalOnly && retryAfterSeconds === undefined) {
    return {
      code: 'policy-denied',
      detail: 'local_only_folder',
      message: REFUSALS.localOnly.write(resolved, limited),
    };
  }
  const isBudget = considered.every(({ limit }) => limit?.reason === 'over-budget');
  return {
    code: isBudget ? 'policy-denied' : 'no-deployment',
    detail: isBudget ? 'over_budget' : 'all_candidates_limited',
    message: REFUSALS.all.write(resolved, limited),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  };
}

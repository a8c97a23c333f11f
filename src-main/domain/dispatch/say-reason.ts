import { figure, type Sentence, say } from '../sentence/sentence.ts';
import { LIMIT_WORDS, remainingSeconds } from './hard-limit.ts';
import { BUDGET_WORDS, CAUSE_WORDS, KIND_WORDS } from './reason-words.ts';

/** What is kept of a plan beside its line, in words that another version may have written. */
export interface ReasonFacts {
  readonly asked: string;
  readonly resolved: string;
  readonly kind: string;
  readonly order: readonly string[];
  readonly considered: readonly {
    readonly deployment: string;
    readonly limit?: { readonly reason: string; readonly remainingMs?: number | undefined } | undefined;
  }[];
  readonly cause: string;
  readonly choiceProbability: number;
  readonly affinity?:
    | {
        readonly home: string;
        readonly other?: string | undefined;
        readonly priceUsd?: number | undefined;
        readonly gainUsd?: number | undefined;
      }
    | undefined;
  readonly budget?: string | undefined;
  readonly isUncounted?: boolean | undefined;
}

/** The same line as `reasonLine`, as a sentence; `undefined` where a word in it is not known here. */
export function sayReason(facts: ReasonFacts): Sentence | undefined {
  const { asked, resolved, order, kind, choiceProbability } = facts;
  const why = wordsIn(CAUSE_WORDS, facts.cause);
  const budget = facts.budget === undefined ? '' : wordsIn(BUDGET_WORDS, facts.budget);
  const limits = facts.considered.flatMap(sayLimited);
  const [first, ...others] = limits.filter(limit => limit !== undefined);
  const isAllKnown = limits.every(limit => limit !== undefined);
  if (why === undefined || budget === undefined || !isAllKnown) return undefined;
  const name = resolved === asked ? asked : say`${asked} as ${resolved}`;
  const kindWords = wordsIn(KIND_WORDS, kind);
  const request = kindWords === undefined ? name : say`${name} (${kindWords})`;
  const draw = facts.cause === 'drawn' ? say` (p ${figure(choiceProbability.toFixed(2))})` : '';
  const reached = budget === '' ? '' : say`; budget reached (${budget})`;
  const uncounted = facts.isUncounted ? say`; its price is unknown, no budget counts it` : '';
  const out = first ? say`; out: ${others.reduce((all, one) => say`${all}; ${one}`, first)}` : '';
  return say`${request} -> ${order[0] ?? say`nobody`}: ${why}${draw}${sayAffinity(facts)}${reached}${uncounted}${out}`;
}

function sayLimited({ deployment, limit }: ReasonFacts['considered'][number]): (Sentence | undefined)[] {
  if (limit === undefined) return [];
  const words = wordsIn(LIMIT_WORDS, limit.reason);
  if (words === undefined) return [undefined];
  const seconds = remainingSeconds(limit);
  return [
    seconds === undefined ? say`${deployment}: ${words}` : say`${deployment}: ${words}, ${seconds} s left`,
  ];
}

function sayAffinity({ affinity, cause }: ReasonFacts): Sentence | '' {
  if (affinity === undefined) return '';
  const { home, other, priceUsd, gainUsd } = affinity;
  if (other === undefined || priceUsd === undefined || gainUsd === undefined) {
    return cause === 'moved-limited' ? say` from ${home}` : '';
  }
  return cause === 'moved'
    ? say` (from ${home}: price ${usd(priceUsd)}, gain ${usd(gainUsd)})`
    : say` (moving to ${other} would not pay: price ${usd(priceUsd)}, gain ${usd(gainUsd)})`;
}

function usd(amount: number): Sentence {
  const size = figure(Math.abs(amount).toFixed(4));
  return amount < 0 ? say`-$${size}` : say`$${size}`;
}

function wordsIn(table: Readonly<Record<string, Sentence>>, word: string): Sentence | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}

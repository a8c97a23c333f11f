import type { HealthState } from '../markov/health-state.ts';
import { decimal, either, type Hole, oneOf, perhaps, phrase, word } from '../sentence/phrase.ts';
import { type Sentence, say, textsOf } from '../sentence/sentence.ts';

const STATES: Readonly<Record<HealthState, Sentence>> = {
  healthy: say`healthy`,
  warming: say`warming`,
  overloaded: say`overloaded`,
  failing: say`failing`,
  cooldown: say`cooldown`,
};
const STATE_TEXTS = textsOf(STATES);

const BELIEVED = phrase`${word} is ${oneOf(STATES)} (risk ${decimal})`;
const TRIAL = phrase`, a single trial`;

/** What the health model believes of a candidate; without state and risk where it never saw it. */
export interface Believed {
  readonly candidate: string;
  readonly state?: HealthState;
  /** 0..1 */
  readonly risk?: number;
}

function describe({ candidate, state, risk }: Believed): string {
  if (state === undefined || risk === undefined) return candidate;
  return BELIEVED.write(candidate, STATE_TEXTS[state], risk.toFixed(2));
}

/** Why a request was moved: `a is failing (risk 0.91), b is healthy (risk 0.05)` */
export function describeAdvice(from: Believed, to: Believed, isTrial: boolean): string {
  return `${describe(from)}, ${describe(to)}${isTrial ? TRIAL.write() : ''}`;
}

const CANDIDATE = either(BELIEVED, word);

/** Reads it back. */
export const ADVICE: Hole = phrase`${CANDIDATE}, ${CANDIDATE}${perhaps(TRIAL)}`;

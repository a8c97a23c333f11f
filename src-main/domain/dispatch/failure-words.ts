import { anything, count, either, type Hole, oneOf, phrase, word } from '../sentence/phrase.ts';
import { type Sentence, say } from '../sentence/sentence.ts';
import type { BudgetName } from './budget.ts';
import { LIMITED_CHAIN } from './read-reason.ts';

export const UNKNOWN_CAUSE = say`unknown cause`;
const CAUSE = either(oneOf({ UNKNOWN_CAUSE }), word);

/** What the router says of a failure in its own words; a provider's words are handed on as they are. */
export const FAILURES = {
  nothingListens: phrase`nothing listens at ${word}.`,
  unresolved: phrase`the name in ${word} cannot be resolved. Is the network up?`,
  noConnection: phrase`no connection to ${word} in time.`,
  cutConnection: phrase`the connection to ${word} was cut.`,
  noAnswer: phrase`no answer from ${word} (${CAUSE}).`,
  notBegun: phrase`No answer began within ${count} s.`,
  stoodStill: phrase`The answer stood still for ${count} s.`,
  closedEarly: phrase`the provider closed the stream before its answer was complete`,
  brokenOff: phrase`the provider broke its answer off (${word})`,
  promptRefused: phrase`the provider refused the prompt: ${word}`,
  emptyAnswer: phrase`the provider sent an empty answer`,
  droppedCalls: phrase`the provider sent tool calls that could not be handed on: ${anything}`,
  reported: phrase`the provider reported an error`,
  status: phrase`the provider answered with HTTP status ${count}`,
} as const;

export const REFUSED_BUDGETS: Readonly<Record<BudgetName, Sentence>> = {
  'request-usd': say`this request would cost more than one request may`,
  'request-tokens': say`this request has more tokens than one request may`,
  'day-usd': say`today's budget is used up`,
  'conversation-usd': say`this conversation's budget is used up`,
};

/** Why nobody was tried. */
export const REFUSALS = {
  unknown: phrase`There is no alias or deployment ${anything}. Aliases: ${anything}.`,
  budget: phrase`Not sent: ${oneOf(REFUSED_BUDGETS)}. Lift the budgets for today, or raise them in the policy.`,
  localOnly: phrase`This folder is local-only and no local model can answer for ${word}. ${LIMITED_CHAIN}.`,
  all: phrase`No candidate of ${word} can be used now. ${LIMITED_CHAIN}.`,
} as const;

/** What to do, after a message that has a remedy. */
export const ENTER_KEY = say`Enter a key in Signalbox, under Keys.`;
export const DRAINING = say`Signalbox is stopping and takes no new requests.`;

/** When to come back, as Codex reads it. */
export const WAITS = {
  seconds: phrase`Please try again in ${count}s.`,
  minute: phrase`Trying again makes sense in ${count} minute.`,
  minutes: phrase`Trying again makes sense in ${count} minutes.`,
} as const;

const OWN: Hole = either(...Object.values(REFUSALS), ...Object.values(FAILURES));
const NAMED = either(phrase`${word}: ${OWN}`, OWN);
const REMEDY = either(oneOf({ key: ENTER_KEY }), ...Object.values(WAITS));
const MESSAGE = either(phrase`${NAMED} ${REMEDY}`, phrase`${NAMED}. ${REMEDY}`, NAMED, oneOf({ DRAINING }));

/**
 * Reads the router's message of a failure back as the sentence it was made of.
 * @returns `undefined` for what a provider said
 */
export function readFailure(message: string): Sentence | undefined {
  const value = MESSAGE.read(message);
  return typeof value === 'object' && 'template' in value ? value : undefined;
}

import { count, either, type Hole, oneOf, phrase, word } from '../sentence/phrase.ts';
import { type Sentence, say, textsOf } from '../sentence/sentence.ts';

/** What an upstream was not told, or not as it was asked, since its wire API has no way to say it. */
const FIXED = {
  answerFormat: say`answer format asked for in words`,
  blankStops: say`blank stop sequences left out`,
  effort: say`effort left out`,
  file: say`file left out`,
  forcedChoice: say`forced tool choice left out`,
  forcedChoiceAbsent: say`forced tool choice left out: the tool is not offered`,
  forcedChoiceRefused: say`forced tool choice left out: the model refuses it`,
  image: say`image left out`,
  images: say`images left out`,
  oneCall: say`one call at a time left out: Gemini cannot be told`,
  parameterNames: say`parameters with unusual names left out`,
  penalties: say`penalties left out`,
  reasoningEffort: say`reasoning effort left out`,
  reasoningRefused: say`reasoning left out: the provider refused it`,
  sampling: say`temperature and top_p left out`,
  seed: say`seed left out`,
  seedAndPenalties: say`seed and penalties left out`,
  serviceTier: say`service tier left out`,
  stops: say`stop sequences left out`,
  temperature: say`temperature lowered to 1`,
  thinkingForced: say`thinking left out: a tool is forced`,
  thinkingForeign: say`thinking left out: another model began this turn`,
  thinkingRoom: say`thinking left out: the output limit is too small for it`,
  tools: say`tools left out`,
  toolsOfNone: say`tools left out: the model has none`,
  topP: say`top_p left out: only one of it and temperature is taken`,
  verbosity: say`verbosity left out`,
  alwaysThinksBudget: say`this model always thinks: lowest budget instead of none`,
  alwaysThinksEffort: say`this model always thinks: lowest effort instead of none`,
  alwaysThinksLevel: say`this model always thinks: lowest level instead of none`,
} as const satisfies Readonly<Record<string, Sentence>>;

/** A field's or an item's own name. */
const name: Hole = { source: '[^;]+?', read: text => text };

const EFFORT = phrase`effort ${word}`;
const TIER = phrase`service tier ${name} left out`;
const STOPS = phrase`only ${count} stop sequences kept`;
const ANSWER_PART = phrase`${word} of an answer left out`;
const LEFT_OUT = phrase`${name} left out`;

declare const NOTE: unique symbol;
/** A note of a translation: only words that can be read back. */
export type Note = string & { readonly [NOTE]: never };

/** The only place that makes one. */
const note = (text: string): Note => text as Note;

export const NOTES = textsOf(FIXED) as { readonly [K in keyof typeof FIXED]: Note }; // `textsOf` keeps the names
export const effortNote = (effort: string): Note => note(EFFORT.write(effort));
export const tierNote = (tier: string): Note => note(TIER.write(tier));
export const stopsNote = (kept: number): Note => note(STOPS.write(kept));
/** @param kind `image`, `file` */
export const answerPartNote = (kind: string): Note => note(ANSWER_PART.write(kind));
/** @param what the field or the type of item, as the client named it */
export const leftOutNote = (what: string): Note => note(LEFT_OUT.write(what));

/** Reads any of them. */
export const NOTE_HOLE: Hole = either(oneOf(FIXED), EFFORT, TIER, STOPS, ANSWER_PART, LEFT_OUT);

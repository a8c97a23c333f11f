import { FRENCH_REASONS } from '../sentence/french-reasons.ts';
import { frenchWording } from '../sentence/french-wording.ts';
import { fill, type Wording } from '../sentence/sentence.ts';
import { readReason } from './read-reason.ts';

const WORDS = new Map(Object.entries(FRENCH_REASONS));
const wordings = new Map<string, Wording>();

/**
 * A reason line of the log in French.
 * @param locale BCP 47: `fr-FR`
 * @returns `undefined` for a line that another version wrote, which stays as it is
 */
export function tellReasonInFrench(line: string, locale: string): string | undefined {
  const sentence = readReason(line);
  if (sentence === undefined) return undefined;
  const wording = wordings.get(locale) ?? frenchWording(WORDS, locale);
  wordings.set(locale, wording);
  return fill(sentence, wording);
}

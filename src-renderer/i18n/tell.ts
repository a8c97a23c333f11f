import { frenchWording } from '../../src-main/domain/sentence/french-wording.ts';
import { fill, type Said, type Wording } from '../../src-main/domain/sentence/sentence.ts';
import { FRENCH_SENTENCES } from './french-sentences.ts';

/** A text as a page shows it. */
export interface Told {
  readonly text: string;
  /** Set where it stayed in English inside a page of another language. */
  readonly lang: 'en' | undefined;
}

/** An object of the program with sentences in some of its fields. */
export type Teller<K extends string> = { readonly [Field in K]: string } & {
  readonly said?: Said | undefined;
};

const FRENCH: ReadonlyMap<string, string> = new Map(FRENCH_SENTENCES.flatMap(Object.entries));
const wordings = new Map<string, Wording>();

const wordingOf = (locale: string): Wording => {
  const wording = wordings.get(locale) ?? frenchWording(FRENCH, locale);
  wordings.set(locale, wording);
  return wording;
};

/**
 * A field in the page's language. A text of which nothing more is known is looked up as a sentence without holes;
 * what there are no words for stays in English and says so.
 */
export const tell = <K extends string>(
  language: string,
  locale: string,
  owner: Teller<K>,
  field: K,
): Told => {
  const text = owner[field];
  if (language !== 'fr') return { text, lang: undefined };
  const told = fill(owner.said?.[field] ?? { template: text, values: [] }, wordingOf(locale));
  return told === undefined ? { text, lang: 'en' } : { text: told, lang: undefined };
};

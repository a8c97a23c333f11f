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

/** As many decimals as the program gave; grouping would make `4096` something else. */
const writeFigure = (locale: string, figure: string): string => {
  const decimals = figure.split('.')[1]?.length ?? 0;
  const value = Number(figure);
  if (!Number.isFinite(value) || /e/i.test(figure)) return figure;
  return value.toLocaleString(locale, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    useGrouping: false,
  });
};

const FRENCH: ReadonlyMap<string, string> = new Map(FRENCH_SENTENCES.flatMap(Object.entries));

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
  const wording: Wording = {
    template: template => FRENCH.get(template),
    figure: figure => writeFigure(locale, figure),
  };
  const told = fill(owner.said?.[field] ?? { template: text, values: [] }, wording);
  return told === undefined ? { text, lang: 'en' } : { text: told, lang: undefined };
};

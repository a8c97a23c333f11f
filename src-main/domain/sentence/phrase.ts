import { figure, type Sentence, type SentenceValue, textOf } from './sentence.ts';

/** What may stand in a hole: how it looks, and what it is. */
export interface Hole {
  /** A regular expression without capturing groups. */
  readonly source: string;
  /** `undefined` for a text that does not look like it. */
  read(text: string): SentenceValue | undefined;
}

/** A sentence that is written as text and read back from it. */
export interface Phrase extends Hole {
  read(text: string): Sentence | undefined;
  /** What stands in its holes, already written. */
  write(...values: readonly (string | number)[]): string;
}

/** Makes a phrase of a template literal. As with `say`, the text must be written out for the catalogues. */
export function phrase(parts: TemplateStringsArray, ...holes: readonly Hole[]): Phrase {
  const source = (group: string): string =>
    parts
      .map((part, index) => (index === 0 ? '' : `${group}${holes[index - 1]?.source})`) + literally(part))
      .join('');
  const whole = new RegExp(`^${source('(')}$`);
  const template = parts.reduce((text, part, index) => `${text}{${index - 1}}${part}`);
  return {
    source: source('(?:'),
    read(text) {
      const found = whole.exec(text);
      if (found === null) return undefined;
      const values = holes.map((hole, index) => hole.read(found[index + 1] ?? ''));
      return isKnown(values) ? { template, values } : undefined;
    },
    write: (...values) => parts.reduce((text, part, index) => `${text}${values[index - 1] ?? ''}${part}`),
  };
}

/** Anything, as little of it as what follows allows. */
export const anything: Hole = { source: '[^]+?', read: text => text };
/** A text without spaces: the name of a deployment, a stable word. */
export const word: Hole = { source: '\\S+?', read: text => text };
/** A whole number from 0 up. */
export const count: Hole = { source: '(?:0|[1-9]\\d{0,14})', read: Number };
/** A number with decimals. */
export const decimal: Hole = { source: '\\d+\\.\\d+', read: figure };

/** One of the sentences of a table. They have no holes. */
export function oneOf(table: Readonly<Record<string, Sentence>>): Hole {
  const sentences = new Map(Object.values(table).map(sentence => [textOf(sentence), sentence]));
  return { source: [...sentences.keys()].map(literally).join('|'), read: text => sentences.get(text) };
}

/** The first of these that a text looks like. */
export function either(...holes: readonly Hole[]): Hole {
  return {
    source: holes.map(({ source }) => source).join('|'),
    read(text) {
      for (const hole of holes) {
        const value = hole.read(text);
        if (value !== undefined) return value;
      }
      return undefined;
    },
  };
}

/** The phrase, or nothing. */
export function perhaps(hole: Hole): Hole {
  return { source: `(?:${hole.source})?`, read: text => (text === '' ? '' : hole.read(text)) };
}

/** One or more with commas between; none holds a comma. */
export function listOf(hole: Hole): Hole {
  return {
    source: `(?:${hole.source})(?:, (?:${hole.source}))*`,
    read(text) {
      const values = text.split(', ').map(hole.read);
      return isKnown(values) ? values : undefined;
    },
  };
}

/** One or more with semicolons between; none holds one. @param join puts one more after those before it */
export function chainOf(hole: Hole, join: (before: SentenceValue, one: SentenceValue) => Sentence): Hole {
  return {
    source: `(?:${hole.source})(?:; (?:${hole.source}))*`,
    read(text) {
      const values = text.split('; ').map(hole.read);
      return isKnown(values) ? values.reduce(join) : undefined;
    },
  };
}

const isKnown = (values: readonly (SentenceValue | undefined)[]): values is readonly SentenceValue[] =>
  !values.includes(undefined);

const literally = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

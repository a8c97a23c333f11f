/**
 * A sentence for a person, as what it was made of: its English form with holes (`Port {0} is free.`), which is also
 * its name in a catalogue of another language, and what stands in the holes.
 */
export interface Sentence {
  readonly template: string;
  readonly values: readonly SentenceValue[];
}

/** A list is read out with commas. What another program said, a path or a name is a plain text. */
export type SentenceValue = string | number | Figure | Sentence | readonly SentenceValue[];

/** A number in English notation, already rounded, that each language writes in its own: `5.2`. */
export interface Figure {
  readonly figure: string;
}

/** The sentences of an object's fields, by the name of the field that holds the English text. */
export type Said = Readonly<Record<string, Sentence>>;

/** What the program tells a person, and what to do about it. */
export interface Words {
  readonly message: string;
  readonly remedy?: string | undefined;
  readonly said?: Said | undefined;
}

/** Makes a sentence of a template literal. Its text must be written out: the catalogues are checked against it. */
export function say(parts: TemplateStringsArray, ...values: readonly SentenceValue[]): Sentence {
  const template = parts.reduce((text, part, index) => `${text}{${index - 1}}${part}`);
  return { template, values };
}

/** A number whose decimal mark belongs to the reader's language. @param figure in English notation */
export function figure(figure: string): Figure {
  return { figure };
}

/** How one language writes what stands in a hole; `undefined` where it has no words for a sentence in it. */
export interface Wording {
  readonly template: (template: string) => string | undefined;
  readonly figure: (figure: string) => string;
}

const ENGLISH: Wording = { template: template => template, figure: figure => figure };

/** The sentence in English. A text is one already. */
export function textOf(sentence: Sentence | string): string {
  return typeof sentence === 'string' ? sentence : (fill(sentence, ENGLISH) ?? '');
}

/** A table of sentences in English, for what is written many times. */
export function textsOf<K extends string>(table: Readonly<Record<K, Sentence>>): Readonly<Record<K, string>> {
  const texts = Object.entries<Sentence>(table).map(([name, sentence]) => [name, textOf(sentence)]);
  return Object.fromEntries(texts) as Readonly<Record<K, string>>; // a text for each of its names
}

/** The sentence in the words of a language; `undefined` where these lack it, or a sentence inside it. */
export function fill({ template, values }: Sentence, wording: Wording): string | undefined {
  const translated = wording.template(template);
  if (translated === undefined) return undefined;
  const shown = values.map(value => show(value, wording));
  if (shown.includes(undefined)) return undefined;
  return translated.replaceAll(/\{(\d+)\}/g, (hole, index) => shown[Number(index)] ?? hole);
}

function show(value: SentenceValue, wording: Wording): string | undefined {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if ('figure' in value) return wording.figure(value.figure);
  if ('template' in value) return fill(value, wording);
  const shown = value.map(one => show(one, wording));
  return shown.includes(undefined) ? undefined : shown.join(', ');
}

/** Fields of an object: each sentence as its English text, and under `said` as what it was made of. */
export function inWords<T extends { readonly [K in keyof T]: Sentence }>(
  sentences: T,
): { readonly [K in keyof T]: string } & { readonly said: Said } {
  const fields = Object.entries<Sentence>(sentences);
  const texts = fields.map(([field, sentence]) => [field, textOf(sentence)]);
  return {
    ...(Object.fromEntries(texts) as { readonly [K in keyof T]: string }), // a text for each of its fields
    said: Object.fromEntries(fields),
  };
}

/** The sentence a field's text was made of, to stand inside another; a text of someone else's stands as it is. */
export function sentenceOf<K extends string>(
  owner: { readonly [Field in K]: string } & { readonly said?: Said | undefined },
  field: K,
): Sentence | string {
  return owner.said?.[field] ?? owner[field];
}

/** The words of a fault or an error, and nothing else of it. */
export function wordsOf({ message, remedy, said }: Words) {
  return {
    message,
    ...(remedy === undefined ? {} : { remedy }),
    ...(said === undefined ? {} : { said }),
  };
}

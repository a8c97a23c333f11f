import { isArray, isObject, type JsonObject, type JsonValue } from '../json.ts';

/** Longest hint value, in characters: a description is read by a model that pays for it. */
const MAX_VALUE_CHARS = 300;

/** Keywords that are for people or tools only: lost without a hint. */
const SILENT: ReadonlySet<string> = new Set([
  '$anchor',
  '$comment',
  '$defs',
  '$dynamicAnchor',
  '$id',
  '$schema',
  '$vocabulary',
  'additionalItems',
  'definitions',
  'deprecated',
  'encrypted',
  'nullable',
  'readOnly',
  'title',
  'unevaluatedProperties',
  'writeOnly',
]);

/** What the loss of a keyword leaves to say, or undefined for nothing. */
export function hintFor(keyword: string, value: JsonValue): string | undefined {
  if (SILENT.has(keyword) || keyword.startsWith('x-')) return undefined;
  if (keyword === 'additionalProperties') {
    return isObject(value) && Object.keys(value).length > 0
      ? `other properties: ${valueText(value)}`
      : undefined;
  }
  return `${keyword}: ${valueText(value)}`;
}

export function valueText(value: JsonValue): string {
  const text =
    isArray(value) && value.every(entry => !isObject(entry)) ? listText(value) : JSON.stringify(value);
  return text.length > MAX_VALUE_CHARS ? `${text.slice(0, MAX_VALUE_CHARS - 1)}…` : text;
}

function listText(values: readonly JsonValue[]): string {
  return values.map(value => JSON.stringify(value)).join(', ');
}

/** The description with hints in brackets behind it. A hint already told is not told again. */
export function withHints(description: JsonValue | undefined, hints: readonly string[]): string | undefined {
  const text = typeof description === 'string' ? description : '';
  const fresh = hints.filter((hint, i) => hints.indexOf(hint) === i && !text.includes(hint));
  if (fresh.length === 0) return text === '' ? undefined : text;
  return `${text}${text === '' ? '' : ' '}(${fresh.join('; ')})`;
}

/** The first words of a schema, for telling one branch of a union from another. */
export function describeBranch(schema: JsonObject): string {
  const { description, type } = schema;
  return typeof description === 'string' ? description : valueText(type ?? schema);
}

import { isArray, isObject, type JsonObject, type JsonValue } from '../json.ts';

const TYPES: ReadonlySet<string> = new Set([
  'object',
  'array',
  'string',
  'number',
  'integer',
  'boolean',
  'null',
]);

/** The types a `type` names, in lower case; drafts and servers have others (`any`, `date`), which say nothing. */
export function knownTypes(type: JsonValue | undefined): readonly string[] {
  const named = (isArray(type) ? type : [type]).flatMap(one =>
    typeof one === 'string' ? one.toLowerCase() : [],
  );
  return [...new Set(named.filter(one => TYPES.has(one)))];
}

type Check = (value: JsonValue) => boolean;
const isText: Check = value => typeof value === 'string';
const isFlag: Check = value => typeof value === 'boolean';
const isNumber: Check = value => typeof value === 'number';
const isCount: Check = value => typeof value === 'number' && Number.isInteger(value) && value >= 0;
const isSchema: Check = value => isObject(value) || typeof value === 'boolean';
const isFilled: Check = value => isArray(value) && value.length > 0;

/** What a keyword's value must be to mean anything. */
const CHECKS: ReadonlyMap<string, Check> = new Map<string, Check>([
  ...['description', 'title', 'format', 'pattern', '$ref'].map(key => [key, isText] as const),
  ...['minimum', 'maximum', 'multipleOf'].map(key => [key, isNumber] as const),
  ...['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'].map(
    key => [key, isCount] as const,
  ),
  ...['nullable', 'uniqueItems'].map(key => [key, isFlag] as const),
  ...['anyOf', 'oneOf', 'allOf', 'enum', 'prefixItems'].map(key => [key, isFilled] as const),
  ['properties', isObject],
  ['additionalProperties', isSchema],
  ['required', value => isArray(value) && value.every(name => typeof name === 'string')],
  ['items', value => isArray(value) || isSchema(value)],
  ['exclusiveMinimum', isNumber],
  ['exclusiveMaximum', isNumber],
]);

/** The schema without keywords whose values mean nothing, or meant something in older drafts only. */
export function saneKeywords(schema: JsonObject): JsonObject {
  const kept: Record<string, JsonValue> = {};
  for (const key of Object.keys(schema)) {
    const value = schema[key];
    if (value === undefined || key === 'type' || CHECKS.get(key)?.(value) === false) continue;
    kept[key] = value;
  }
  const types = knownTypes(schema.type);
  if (types.length > 0) kept.type = types.length === 1 ? (types[0] ?? null) : types;
  return kept;
}

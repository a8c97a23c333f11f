import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../json.ts';

/** Property names that look like keywords. */
export const KEYWORD_NAMES = [
  '$ref',
  'const',
  'type',
  'enum',
  'items',
  'anyOf',
  'properties',
  'required',
  'description',
  '__proto__',
];

/** Property names that are words of JSON Schema or of JavaScript, or that some provider does not take. */
const NAMES = ['a', ...KEYWORD_NAMES, 'constructor', '', 'größe 🚦', 'with space', 'x'.repeat(90)];

const REFS = [
  '#',
  '#/$defs/a',
  '#/$defs/b',
  '#/definitions/a',
  '#/properties/a',
  '#/nowhere',
  'https://x.example/s',
  '',
  7,
];
const TYPES: readonly JsonValue[] = [
  'string',
  'integer',
  'object',
  'array',
  'null',
  'any',
  'STRING',
  '',
  null,
  7,
  [],
  ['string', 'null'],
  ['null'],
  ['object', 'array', 'integer'],
  { type: 'string' },
];
const VALUES: readonly JsonValue[] = ['x', '', 1, 0.5, true, null, { x: 1 }, [1]];

const name = fc.constantFrom(...NAMES);
const value = fc.constantFrom(...VALUES);

function object(entries: readonly (readonly [string, JsonValue])[]): JsonObject {
  return Object.fromEntries(entries);
}

/** Schemas as no tool server should write them, and as some do: every keyword with a right or a wrong value. */
export const arbitrarySchema: fc.Arbitrary<JsonObject> = fc.letrec<{ schema: JsonObject; any: JsonValue }>(
  tie => {
    const any = tie('any');
    const named = fc.array(fc.tuple(name, any), { maxLength: 3 }).map(object);
    const list = fc.array(any, { maxLength: 3 });
    const keyword: fc.Arbitrary<readonly [string, JsonValue]> = fc.oneof(
      fc.tuple(fc.constant('type'), fc.constantFrom(...TYPES)),
      fc.tuple(
        fc.constantFrom('properties', '$defs', 'definitions', 'patternProperties', 'dependentSchemas'),
        named,
      ),
      fc.tuple(fc.constantFrom('items', 'additionalProperties', 'not', 'if', 'contains', 'extends'), any),
      fc.tuple(fc.constantFrom('anyOf', 'oneOf', 'allOf', 'prefixItems', 'items'), list),
      fc.tuple(fc.constant('$ref'), fc.constantFrom<JsonValue>(...REFS)),
      fc.tuple(
        fc.constantFrom('enum', 'required', 'examples'),
        fc.array(fc.oneof(value, name), { maxLength: 4 }),
      ),
      fc.tuple(fc.constantFrom('required', 'exclusiveMinimum', 'nullable', 'uniqueItems'), fc.boolean()),
      fc.tuple(
        fc.constantFrom(
          'const',
          'default',
          'description',
          'title',
          'format',
          'pattern',
          'minimum',
          'minLength',
          'minItems',
          'properties',
          'enum',
          'anyOf',
        ),
        value,
      ),
    );
    return {
      schema: fc.array(keyword, { maxLength: 5 }).map(object),
      any: fc.oneof({ depthSize: 'small', withCrossShrink: true }, fc.boolean(), tie('schema'), value),
    };
  },
).schema;

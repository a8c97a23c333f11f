import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asArray, isObject, type JsonObject, type JsonValue } from '../json.ts';
import { cleanSchema } from './clean-schema.ts';
import { COMPATIBLE_SCHEMA, FULL_SCHEMA, GEMINI_SCHEMA, type SchemaProfile } from './schema-profile.ts';

function cleanProperty(
  property: JsonObject,
  profile: SchemaProfile,
  defs: JsonObject = {},
): JsonValue | undefined {
  const cleaned = cleanSchema({ type: 'object', properties: { it: property }, $defs: defs }, profile);
  return isObject(cleaned.properties) ? cleaned.properties.it : undefined;
}

/** Every keyword used in a schema position that the profile does not know. */
function strangers(schema: JsonObject, profile: SchemaProfile): string[] {
  const { keywords } = profile;
  const found = Object.keys(schema).filter(key => keywords !== 'all' && !keywords.has(key));
  const below = [
    ...(isObject(schema.properties) ? Object.values(schema.properties) : []),
    ...asArray(schema.anyOf),
    schema.items,
    schema.additionalProperties,
  ];
  return [...found, ...below.filter(isObject).flatMap(child => strangers(child, profile))];
}

describe('schema cleaner', () => {
  it.each<[string, JsonObject, JsonObject]>([
    ['const', { const: 'a' }, { type: 'string', enum: ['a'] }],
    ['$comment', { type: 'string', $comment: 'x' }, { type: 'string' }],
    ['a nullable type list', { type: ['string', 'null'] }, { type: 'string', nullable: true }],
    [
      'a nullable union',
      { anyOf: [{ type: 'integer' }, { type: 'null' }] },
      { type: 'integer', nullable: true },
    ],
    [
      'a union of constants',
      { oneOf: [{ const: 'a', description: 'first' }, { const: 'b' }] },
      { type: 'string', enum: ['a', 'b'], description: '(a: first)' },
    ],
    [
      'a real union',
      { oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'number' } }] },
      { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'number' } }] },
    ],
    [
      'a format',
      { type: 'string', format: 'uri', description: 'Where.' },
      { type: 'string', description: 'Where. (format: uri)' },
    ],
    ['a number enum', { type: 'integer', enum: [1, 2] }, { type: 'integer', description: '(one of: 1, 2)' }],
    [
      'bounds',
      { type: 'number', exclusiveMinimum: 0 },
      { type: 'number', description: '(exclusiveMinimum: 0)' },
    ],
    ['an untyped value', {}, { type: 'string', description: '(any value)' }],
    ['an array of anything', { type: 'array' }, { type: 'array', items: { type: 'string' } }],
    [
      'a tuple',
      { type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }] },
      { type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'number' }] } },
    ],
    [
      'allOf',
      {
        allOf: [
          { properties: { a: { type: 'string' } }, required: ['a'] },
          { properties: { b: { type: 'number' } } },
        ],
      },
      { type: 'object', properties: { a: { type: 'string' }, b: { type: 'number' } }, required: ['a'] },
    ],
    [
      'required names nobody declared',
      { type: 'object', properties: {}, required: ['ghost'] },
      { type: 'object', properties: {} },
    ],
  ])('rewrites %s for Gemini', (_name, given, expected) => {
    expect(cleanProperty(given, GEMINI_SCHEMA)).toEqual(expected);
  });

  it('inlines references and stops at a cycle', () => {
    const node: JsonObject = {
      type: 'object',
      properties: { value: { type: 'string' }, next: { $ref: '#/$defs/node' } },
    };
    expect(cleanProperty({ $ref: '#/$defs/node', description: 'A list.' }, GEMINI_SCHEMA, { node })).toEqual({
      type: 'object',
      description: 'A list.',
      properties: {
        value: { type: 'string' },
        next: { type: 'string', description: '(nested like node) (any value)' },
      },
    });
  });

  it('leaves property names that look like keywords alone', () => {
    const names = [
      'const',
      '$ref',
      'anyOf',
      'format',
      'default',
      'properties',
      'required',
      '$comment',
      '__proto__',
    ];
    const properties = Object.fromEntries(names.map(name => [name, { type: 'string' }]));
    const cleaned = cleanSchema({ type: 'object', properties, required: names }, GEMINI_SCHEMA);
    expect(Object.keys(isObject(cleaned.properties) ? cleaned.properties : {}).sort()).toEqual(
      [...names].sort(),
    );
    expect(cleaned.required).toEqual(names);
  });

  it('gives the root an object type without unions and keeps what its branches offer', () => {
    const union = {
      anyOf: [
        { properties: { a: { type: 'string' } }, required: ['a'] },
        { properties: { b: { type: 'string' } } },
      ],
    };
    for (const profile of [FULL_SCHEMA, COMPATIBLE_SCHEMA, GEMINI_SCHEMA]) {
      const cleaned = cleanSchema(union, profile);
      expect(Object.keys(cleaned).sort()).toEqual(['properties', 'type']);
      expect(cleaned).toMatchObject({
        type: 'object',
        properties: { a: { type: 'string' }, b: { type: 'string' } },
      });
    }
  });

  it('passes full JSON Schema through where it is understood', () => {
    const schema = {
      type: 'object',
      properties: { a: { $ref: '#/$defs/x' } },
      $defs: { x: { const: 1 } },
      $comment: 'c',
    };
    expect(cleanSchema(schema, FULL_SCHEMA)).toEqual(schema);
  });

  it('survives references that double at every step', () => {
    const defs: Record<string, JsonObject> = { d0: { type: 'string' } };
    for (let i = 1; i < 40; i++) {
      const ref = { $ref: `#/$defs/d${i - 1}` };
      defs[`d${i}`] = { type: 'object', properties: { a: ref, b: ref } };
    }
    const text = JSON.stringify(cleanProperty({ $ref: '#/$defs/d39' }, GEMINI_SCHEMA, defs));
    expect(text.length).toBeLessThan(1_000_000);
  });

  const { schema: anySchema } = fc.letrec<{ schema: JsonObject }>(tie => ({
    schema: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.constant<JsonObject>({ type: 'string' }),
      fc.record(
        {
          type: fc.constantFrom<JsonValue>(
            'string',
            'object',
            'array',
            'integer',
            ['string', 'null'],
            ['string', 'number'],
          ),
          const: fc.constantFrom<JsonValue>('x', 1, null),
          enum: fc.constantFrom<JsonValue>(['a', 'b'], [1, 2], ['a', null]),
          format: fc.constantFrom('uri', 'date-time'),
          description: fc.constantFrom('One.', ''),
          not: fc.constant<JsonValue>({ type: 'null' }),
          items: tie('schema'),
          prefixItems: fc.array(tie('schema'), { maxLength: 2 }),
          anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }),
          allOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }),
          additionalProperties: fc.oneof(fc.boolean(), tie('schema')),
          properties: fc.dictionary(fc.constantFrom('const', '$ref', 'a', 'items'), tie('schema'), {
            maxKeys: 3,
          }),
          required: fc.subarray(['const', '$ref', 'a']),
          $ref: fc.constantFrom('#', '#/$defs/x', '#/properties/a', 'other.json'),
          $comment: fc.constant('c'),
        },
        { requiredKeys: [] },
      ),
    ),
  }));

  it.each([
    ['Gemini', GEMINI_SCHEMA],
    ['compatible servers', COMPATIBLE_SCHEMA],
  ])('never leaves a keyword %s would refuse', (_name, profile) => {
    fc.assert(
      fc.property(anySchema, schema => {
        const cleaned = cleanSchema({ ...schema, $defs: { x: { type: 'string', const: 'q' } } }, profile);
        expect(strangers(cleaned, profile)).toEqual([]);
        expect(cleaned.type).toBe('object');
      }),
      { numRuns: 300 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toolSchemaFault } from '../../../../../e2e/fixtures/upstreams/anthropic-schema-check.ts';
import { checkCompatibleSchema } from '../../../../../e2e/fixtures/upstreams/check-schema.ts';
import { geminiSchemaFault } from '../../../../../e2e/fixtures/upstreams/gemini-schema-check.ts';
import { openAiSchemaFault } from '../../../../../e2e/fixtures/upstreams/openai-schema-check.ts';
import { encodeAnthropicRequest } from '../anthropic/encode-request.ts';
import type { CanonicalRequest } from '../canonical-request.ts';
import { encodeChatRequest } from '../chat/encode-request.ts';
import type { EncodedRequest } from '../dialect.ts';
import { encodeGeminiRequest } from '../gemini/encode-request.ts';
import type { JsonObject } from '../json.ts';
import { encodeResponsesRequest } from '../responses/encode-request.ts';
import type { WireTarget } from '../wire-target.ts';
import { arbitrarySchema, KEYWORD_NAMES } from './testing/arbitrary-schema.ts';

const numRuns = Number(process.env.SIGNALBOX_FUZZ_SCHEMAS ?? 600);
/** What a tool's schema may grow to, in characters, for each that was given. */
const GROWTH = 400_000;

// biome-ignore lint/suspicious/noExplicitAny: a body of any shape is looked into; a wrong one fails the expectation
type Loose = any;
type Encode = (request: CanonicalRequest, target: WireTarget) => EncodedRequest;

interface Provider {
  readonly name: string;
  readonly encode: Encode;
  readonly target: WireTarget;
  schemaIn(body: Loose): unknown;
  fault(schema: unknown): unknown;
}

const PROVIDERS: readonly Provider[] = [
  {
    name: 'Gemini',
    encode: encodeGeminiRequest,
    target: { provider: 'gemini', wireApi: 'gemini', model: 'gemini-3.8-flash' },
    schemaIn: body => body.tools[0].functionDeclarations[0].parameters,
    fault: schema => (schema === undefined ? undefined : geminiSchemaFault(schema, 'parameters')),
  },
  {
    name: 'Anthropic',
    encode: encodeAnthropicRequest,
    target: { provider: 'anthropic', wireApi: 'anthropic', model: 'claude-sonnet-5' },
    schemaIn: body => body.tools[0].input_schema,
    fault: schema => toolSchemaFault(schema, 'input_schema'),
  },
  {
    name: 'a compatible server',
    encode: encodeChatRequest,
    target: { provider: 'gateway', wireApi: 'chat', model: 'm' },
    schemaIn: body => body.tools[0].function.parameters,
    fault: schema => checkCompatibleSchema(schema, 'parameters')[0],
  },
  {
    name: 'OpenAI Chat',
    encode: encodeChatRequest,
    target: { provider: 'openai', wireApi: 'chat', model: 'gpt-6-sol' },
    schemaIn: body => body.tools[0].function.parameters,
    fault: openAiSchemaFault,
  },
  {
    name: 'OpenAI Responses',
    encode: encodeResponsesRequest,
    target: { provider: 'openai', wireApi: 'responses', model: 'gpt-6-sol' },
    schemaIn: body => body.tools[0].parameters,
    fault: openAiSchemaFault,
  },
];

function sentSchema({ encode, target, schemaIn }: Provider, parameters: JsonObject): Loose {
  const request: CanonicalRequest = {
    model: 'm',
    stream: true,
    items: [{ kind: 'message', role: 'user', parts: [{ kind: 'text', text: 'Go.' }] }],
    tools: [{ kind: 'function', ref: { name: 'tool' }, parameters }],
    namespaces: [],
    toolChoice: { kind: 'auto' },
    reasoning: {},
    format: { kind: 'text' },
  };
  return schemaIn(JSON.parse(encode(request, target).body));
}

const string = { type: 'string' };
/** Each names the next twice: written out they would be more than the universe has room for. */
const DOUBLING = Object.fromEntries(
  Array.from({ length: 60 }, (_, i) => [
    `d${i}`,
    { type: 'object', properties: { l: { $ref: `#/$defs/d${i + 1}` }, r: { $ref: `#/$defs/d${i + 1}` } } },
  ]),
);
const nested = (levels: number, wrap: (inner: JsonObject) => JsonObject): JsonObject => {
  let schema: JsonObject = string;
  for (let i = 0; i < levels; i++) schema = wrap(schema);
  return schema;
};

const TORTURES: readonly (readonly [string, JsonObject])[] = [
  ['a reference to itself', { type: 'object', properties: { again: { $ref: '#' } } }],
  [
    'a cycle of definitions',
    {
      type: 'object',
      properties: { p: { $ref: '#/$defs/a' } },
      $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/c' }, c: { $ref: '#/$defs/a' } },
    },
  ],
  ['a root that is a cycle', { $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/a' } } }],
  ['definitions that double', { type: 'object', properties: { p: { $ref: '#/$defs/d0' } }, $defs: DOUBLING }],
  [
    'references to nowhere',
    { type: 'object', properties: { p: { $ref: '#/x' }, q: { $ref: 'https://x.example' }, r: { $ref: 7 } } },
  ],
  [
    'a thousand properties',
    {
      type: 'object',
      properties: Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`p${i}`, string])),
    },
  ],
  [
    'draft 4',
    {
      id: 'http://x.example/tool#',
      $schema: 'http://json-schema.org/draft-04/schema#',
      type: 'object',
      definitions: {
        point: { type: 'object', properties: { x: { type: 'number', minimum: 0, exclusiveMinimum: true } } },
      },
      properties: {
        at: { $ref: '#/definitions/point' },
        any: { type: 'any', required: true },
        tuple: { type: 'array', items: [string, { type: 'number' }], additionalItems: false },
        steps: { type: 'number', divisibleBy: 2 },
      },
      dependencies: { at: ['any'] },
    },
  ],
  [
    'boolean schemas',
    { type: 'object', properties: { yes: true, no: false, list: { type: 'array', items: true } } },
  ],
  ['a union of booleans', { type: 'object', properties: { p: { anyOf: [true, false, string] } } }],
  [
    'an array without items',
    { type: 'object', properties: { p: { type: 'array' }, q: { type: ['array', 'null'] } } },
  ],
  [
    'enums of every type',
    { type: 'object', properties: { e: { enum: ['a', 1, null, true, { x: 1 }, [1]] }, f: { enum: [] } } },
  ],
  [
    'keywords with wrong values',
    { type: 'object', properties: [], required: 'p', anyOf: 7, description: 7, enum: 'x' } as JsonObject,
  ],
  ['an array for a root', { type: 'array', items: string }],
  [
    'a union for a root',
    { oneOf: [{ type: 'object', properties: { a: string } }, string], not: { required: ['b'] } },
  ],
  ['nothing', {}],
  ['objects in objects', nested(200, inner => ({ type: 'object', properties: { p: inner } }))],
  [
    'arrays in arrays',
    { type: 'object', properties: { p: nested(200, items => ({ type: 'array', items })) } },
  ],
  [
    'unions in unions',
    { type: 'object', properties: { p: nested(200, one => ({ anyOf: [one, { type: 'null' }] })) } },
  ],
];

describe.each(PROVIDERS)('a tool for $name', provider => {
  it.each(TORTURES)('is offered with %s', (_, parameters) => {
    const before = JSON.stringify(parameters);
    const sent = sentSchema(provider, parameters);
    expect(provider.fault(sent)).toBeUndefined();
    expect(JSON.stringify(sent ?? {}).length).toBeLessThan(before.length + GROWTH);
    expect(JSON.stringify(parameters)).toBe(before);
  });

  it('is offered whatever stands in its schema', () => {
    fc.assert(
      fc.property(arbitrarySchema, schema => {
        expect(provider.fault(sentSchema(provider, schema))).toBeUndefined();
      }),
      { numRuns },
    );
  });

  it('keeps the names of its properties, though they look like keywords', () => {
    const properties = Object.fromEntries(KEYWORD_NAMES.map(name => [name, { type: 'string' }]));
    const sent = sentSchema(provider, { type: 'object', properties, required: KEYWORD_NAMES });
    const legal =
      provider.name === 'Anthropic' ? KEYWORD_NAMES.filter(name => name !== '$ref') : KEYWORD_NAMES;
    expect(Object.keys(sent.properties).sort()).toEqual([...legal].sort());
    expect([...sent.required].sort()).toEqual([...legal].sort());
  });
});

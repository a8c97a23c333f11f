import fc from 'fast-check';
import type { ClientTool } from '../../canonical-request.ts';
import type { JsonObject } from '../../json.ts';

/** Schemas as tool servers really write them, each a trap for somebody. */
const SCHEMAS: readonly JsonObject[] = [
  {},
  { type: 'object', properties: {} },
  { type: 'object', properties: { a: { type: ['string', 'null'], const: 'x' } }, required: ['a', 'ghost'] },
  {
    type: 'object',
    properties: { $filter: { type: 'string' }, 'with space': { type: 'string' } },
    required: ['$filter'],
  },
  { type: 'object', properties: { t: { type: 'array', items: [{ type: 'string' }, { type: 'number' }] } } },
  {
    type: 'object',
    properties: { p: { $ref: '#/$defs/point' }, free: { type: 'object', additionalProperties: true } },
    $defs: {
      point: { type: 'object', properties: { x: { type: 'number', exclusiveMinimum: true, minimum: 0 } } },
    },
  },
  {
    anyOf: [
      { type: 'object', properties: { a: { type: 'string' } } },
      { type: 'object', properties: { b: {} } },
    ],
  },
  {
    type: 'object',
    properties: {
      e: { enum: ['', 'a', null] },
      n: { enum: [1, 2] },
      u: { oneOf: [{ type: 'string' }, { type: 'array', items: {} }] },
      type: { type: 'string', format: 'uri', $comment: 'a property named like a keyword' },
    },
  },
  { type: 'object', properties: { r: { type: 'string', required: true } } },
];

export const TOOL_POOL: readonly ClientTool[] = [
  { kind: 'function', ref: { name: 'exec_command' }, description: 'Runs.', parameters: SCHEMAS[2] ?? {} },
  {
    kind: 'function',
    ref: { namespace: 'mcp__demo', name: 'add' },
    description: '',
    parameters: SCHEMAS[1] ?? {},
  },
  { kind: 'function', ref: { namespace: 'mcp__demo', name: 'ünï.côde' }, parameters: {} },
  { kind: 'custom', ref: { name: 'apply_patch' }, grammar: { syntax: 'lark', definition: 'start: "x"' } },
  {
    kind: 'search',
    ref: { name: 'tool_search' },
    parameters: { type: 'object', properties: { query: { type: 'string' } } },
  },
];

export const arbitraryTool: fc.Arbitrary<ClientTool> = fc.oneof(
  fc.constantFrom(...TOOL_POOL),
  fc
    .tuple(
      fc.stringMatching(/^[a-z_]{1,8}$/),
      fc.option(fc.constantFrom('mcp__x', 'a'), { nil: undefined }),
      fc.constantFrom(...SCHEMAS),
    )
    .map(
      ([name, namespace, parameters]): ClientTool => ({
        kind: 'function',
        ref: { name, namespace },
        parameters,
      }),
    ),
);

/** Which JSON Schema a provider accepts. Data: a provider's quirk is a row here, not a branch in an adapter. */
export interface SchemaProfile {
  /** Keywords that may stay; every other one goes, its meaning moved into `description`. */
  readonly keywords: 'all' | ReadonlySet<string>;
  /** `$ref` and `$defs` are understood; otherwise they are inlined. */
  readonly refs: boolean;
  /** `enum` values may be other than strings; otherwise such an enum becomes a hint. */
  readonly mixedEnums: boolean;
  /** How "or null" is written: in the type list, as `nullable: true`, or only as a hint. */
  readonly nullable: 'type-list' | 'keyword' | 'hint';
  /** `anyOf` is understood; otherwise the most telling branch is taken and the others become a hint. */
  readonly anyOf: boolean;
  /** Values of `format` that are accepted, by type. */
  readonly formats: 'all' | Readonly<Record<string, readonly string[]>>;
  /** Every schema must say its `type`; one that accepts anything becomes a string with a hint. */
  readonly typed: boolean;
}

const COMMON = [
  'type',
  'description',
  'enum',
  'properties',
  'required',
  'items',
  'minItems',
  'maxItems',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'pattern',
  'anyOf',
  'default',
  'title',
  'format',
];

/** OpenAI takes full JSON Schema below an object root. */
export const FULL_SCHEMA: SchemaProfile = {
  keywords: 'all',
  refs: true,
  mixedEnums: true,
  nullable: 'type-list',
  anyOf: true,
  formats: 'all',
  typed: false,
};

/** Anthropic, too, but for references. */
export const FULL_SCHEMA_INLINED: SchemaProfile = { ...FULL_SCHEMA, refs: false };

/**
 * The part that OpenAI-compatible servers agree on (Hugging Face's partners, vLLM, Ollama, llama.cpp): no
 * references, `const`, `oneOf`, `allOf` or conditions, which some refuse and others silently lose.
 */
export const COMPATIBLE_SCHEMA: SchemaProfile = {
  keywords: new Set([...COMMON, 'additionalProperties']),
  refs: false,
  mixedEnums: true,
  nullable: 'type-list',
  anyOf: true,
  formats: 'all',
  typed: false,
};

/**
 * Gemini's `Schema` object, an OpenAPI 3.0 subset (ai.google.dev/api/caching#Schema): string enums, one type,
 * `nullable`, and few formats.
 */
export const GEMINI_SCHEMA: SchemaProfile = {
  keywords: new Set([...COMMON, 'nullable', 'minProperties', 'maxProperties', 'propertyOrdering', 'example']),
  refs: false,
  mixedEnums: false,
  nullable: 'keyword',
  anyOf: true,
  formats: { string: ['enum', 'date-time'], number: ['float', 'double'], integer: ['int32', 'int64'] },
  typed: true,
};

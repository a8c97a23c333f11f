/** Which JSON Schema a provider accepts. Data: a provider's quirk is a row here, not a branch in an adapter. */
export interface SchemaProfile {
  /** Keywords that may stay; every other one goes, its meaning moved into `description`. */
  readonly keywords: ReadonlySet<string>;
  /** `$ref` and `$defs` are understood; otherwise they are inlined. */
  readonly refs: boolean;
  /** `const` is understood; otherwise it becomes a one-value `enum`. */
  readonly constant: boolean;
  /** `enum` values may be other than strings. */
  readonly mixedEnums: boolean;
  /** How "or null" is written: a type list, `nullable: true`, or left out with a hint. */
  readonly nullable: 'type-list' | 'keyword' | 'hint';
  /** `anyOf` is understood; `oneOf` becomes `anyOf`, else the first object branch is taken with a hint. */
  readonly anyOf: boolean;
  /** Values of `format` that are accepted; `all` for any. */
  readonly formats: 'all' | ReadonlySet<string>;
  /** The root must be `type: object`. */
  readonly objectRoot: boolean;
}

import { asArray, isArray, isObject, type JsonObject, type JsonValue } from '../json.ts';
import { describeBranch } from './hints.ts';
import { mergeSchemas } from './merge-schemas.ts';
import type { SchemaProfile } from './schema-profile.ts';

/**
 * Rewrites what a schema says about alternatives: `const` to `enum`, `oneOf` to `anyOf`, unions of constants to
 * one `enum`, type lists and "or null" to the profile's spelling, tuples to their first or only kind of item.
 *
 * @param resolve writes out what a branch refers to, once it stands for the whole
 */
export function flattenUnion(
  schema: JsonObject,
  profile: SchemaProfile,
  hints: string[],
  resolve: (schema: JsonObject) => JsonObject,
): JsonObject {
  const { const: constant, oneOf, anyOf, prefixItems, nullable, ...rest } = schema;
  let out: JsonObject = constant === undefined ? rest : { ...rest, enum: [constant] };
  if (isArray(prefixItems) && !isObject(out.items)) out = { ...out, items: tupleItems(prefixItems) };
  if (isArray(out.items)) out = { ...out, items: tupleItems(out.items) };
  let isNullable = nullable === true;
  const types = isArray(out.type) ? out.type.filter(type => type !== 'null') : undefined;
  if (types !== undefined) {
    isNullable ||= types.length < asArray(out.type).length;
    out = types.length === 1 ? { ...out, type: types[0] } : typeUnion(out, types, profile);
  }
  if (out.type === 'null' && profile.nullable !== 'type-list') {
    const { type: _, ...untyped } = out;
    out = untyped;
    isNullable = true;
  }
  const values = isArray(out.enum) ? out.enum : undefined;
  if (values?.includes(null) && values.length > 1) {
    isNullable = true;
    out = { ...out, enum: values.filter(value => value !== null) };
  }
  if (out.type === undefined && isArray(out.enum)) out = withEnumType(out, out.enum);
  const union = [...asArray(anyOf), ...asArray(oneOf), ...asArray(out.anyOf)].filter(isObject);
  if (union.length > 0) {
    const { anyOf: _typeBranches, ...base } = out;
    const branches = union.filter(branch => !isNull(branch));
    isNullable ||= branches.length < union.length;
    out = unite(base, branches, profile, hints, resolve);
  }
  return isNullable ? asNullable(out, profile, hints) : out;
}

function typeUnion(schema: JsonObject, types: readonly JsonValue[], profile: SchemaProfile): JsonObject {
  if (profile.nullable === 'type-list') return { ...schema, type: types };
  const { type: _types, ...rest } = schema;
  return types.length === 0 ? rest : { ...rest, anyOf: types.map(type => ({ type })) };
}

function unite(
  base: JsonObject,
  branches: readonly JsonObject[],
  profile: SchemaProfile,
  hints: string[],
  resolve: (schema: JsonObject) => JsonObject,
): JsonObject {
  const first = branches[0];
  if (first === undefined) return base;
  // The one branch may be a union again, or a reference.
  if (branches.length === 1)
    return flattenUnion(resolve(mergeSchemas([first, base])), profile, hints, resolve);
  const constants = branches.map(constantsOf);
  if (constants.every(values => values !== undefined)) {
    for (const branch of branches) {
      if (typeof branch.description === 'string')
        hints.push(`${constantsOf(branch)?.join(', ')}: ${branch.description}`);
    }
    const values = [...new Set(constants.flat())];
    return withEnumType({ ...base, enum: values }, values);
  }
  if (profile.anyOf) return { ...base, anyOf: branches };
  const chosen = branches.find(branch => isObject(branch.properties)) ?? first;
  hints.push(
    `or: ${branches
      .filter(branch => branch !== chosen)
      .map(describeBranch)
      .join(' | ')}`,
  );
  return mergeSchemas([chosen, base]);
}

function constantsOf(schema: JsonObject): readonly JsonValue[] | undefined {
  if (schema.const !== undefined) return [schema.const];
  return isArray(schema.enum) ? schema.enum : undefined;
}

function isNull(schema: JsonObject): boolean {
  return schema.type === 'null' || ('const' in schema && schema.const === null);
}

function withEnumType(schema: JsonObject, values: readonly JsonValue[]): JsonObject {
  const types = new Set(values.map(value => typeof value));
  const [type] = types;
  if (types.size !== 1 || (type !== 'string' && type !== 'number' && type !== 'boolean')) return schema;
  return { ...schema, type };
}

function asNullable(schema: JsonObject, profile: SchemaProfile, hints: string[]): JsonObject {
  if (profile.nullable === 'keyword') return { ...schema, nullable: true };
  if (profile.nullable === 'type-list' && schema.type !== undefined) {
    const types = isArray(schema.type) ? schema.type : [schema.type];
    return {
      ...schema,
      type: [...types, 'null'],
      ...(isArray(schema.enum) ? { enum: [...schema.enum, null] } : {}),
    };
  }
  if (profile.nullable === 'type-list' && isArray(schema.anyOf)) {
    return { ...schema, anyOf: [...schema.anyOf, { type: 'null' }] };
  }
  hints.push('may be null');
  return schema;
}

function tupleItems(items: readonly JsonValue[]): JsonObject {
  const kinds = items.filter(isObject).filter((kind, i, all) => all.findIndex(k => same(k, kind)) === i);
  const [only] = kinds;
  return kinds.length > 1 ? { anyOf: kinds } : (only ?? {});
}

function same(one: JsonObject, other: JsonObject): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

import { asArray, asString, isArray, isObject, type JsonObject, type JsonValue } from '../json.ts';
import { isCurrentDraft } from './current-draft.ts';
import { hintFor, valueText, withHints } from './hints.ts';
import { mergeSchemas } from './merge-schemas.ts';
import { resolveRef } from './resolve-ref.ts';
import { saneKeywords } from './sane-keywords.ts';
import { COMPATIBLE_SCHEMA, type SchemaProfile } from './schema-profile.ts';
import { flattenUnion } from './union.ts';

/** Inlining references may not grow a schema beyond this many nodes. */
const MAX_NODES = 4_000;
/** References and `allOf` that may stand in for one schema. */
const MAX_INLINE_STEPS = 64;

interface Cleaning {
  readonly root: JsonObject;
  readonly profile: SchemaProfile;
  nodes: number;
}

/**
 * A tool's or an answer's JSON Schema as one provider accepts it. What the provider lacks is rewritten
 * (references inlined, `const` to `enum`, unions and `allOf` merged) or dropped with its meaning moved into
 * `description`. The names below `properties` are the person's and never taken for keywords. The root is an
 * object without unions, which every provider demands of tool parameters. The input is not changed.
 */
export function cleanSchema(schema: JsonObject, profile: SchemaProfile): JsonObject {
  if (profile.keywords === 'all') {
    // A provider of the whole language refuses what is not of it; what all servers agree on is not in doubt.
    const isTaken = isCurrentDraft(schema, profile.refs);
    return isTaken ? objectRoot(schema) : cleanSchema(schema, COMPATIBLE_SCHEMA);
  }
  return objectRoot(clean(schema, { root: schema, profile, nodes: 0 }, []));
}

function clean(value: JsonValue | undefined, cleaning: Cleaning, refs: readonly string[]): JsonObject {
  const { profile } = cleaning;
  const hints: string[] = [];
  if (!isObject(value)) return typed({}, profile, value === false ? ['must be left out'] : []);
  if (++cleaning.nodes > MAX_NODES) return typed({}, profile, ['too large to tell']);
  let path = refs;
  const resolve = (schema: JsonObject): JsonObject => {
    const inlined = inline(schema, cleaning, path, hints);
    path = inlined.refs;
    return saneKeywords(inlined.schema);
  };
  const source = flattenUnion(resolve(value), profile, hints, resolve);
  const out: Record<string, JsonValue> = {};
  for (const key of Object.keys(source)) {
    const raw = source[key];
    if (raw === undefined || key === 'description') continue;
    if (!(profile.keywords === 'all' || profile.keywords.has(key))) {
      const hint = hintFor(key, raw);
      if (hint !== undefined) hints.push(hint);
      continue;
    }
    const kept = cleanKeyword(key, raw, source, cleaning, path, hints);
    if (kept !== undefined) out[key] = kept;
  }
  const description = withHints(source.description, hints);
  if (description !== undefined) out.description = description;
  return typed(out, profile, []);
}

function cleanKeyword(
  key: string,
  raw: JsonValue,
  source: JsonObject,
  cleaning: Cleaning,
  refs: readonly string[],
  hints: string[],
): JsonValue | undefined {
  const { profile } = cleaning;
  switch (key) {
    case 'properties': {
      if (!isObject(raw)) return undefined;
      const properties: Record<string, JsonObject> = {};
      for (const name of Object.keys(raw)) define(properties, name, clean(raw[name], cleaning, refs));
      return properties;
    }
    case 'required': {
      const declared = isObject(source.properties) ? source.properties : {};
      const names = asArray(raw).filter(name => typeof name === 'string' && Object.hasOwn(declared, name));
      return names.length > 0 ? names : undefined;
    }
    case 'items':
      return clean(isArray(raw) ? (raw[0] ?? {}) : raw, cleaning, refs);
    case 'additionalProperties':
      return typeof raw === 'boolean' ? raw : clean(raw, cleaning, refs);
    case 'anyOf':
      return asArray(raw).map(branch => clean(branch, cleaning, refs));
    case 'enum': {
      const values = asArray(raw);
      const isOfTexts = source.type === 'string' && values.every(entry => typeof entry === 'string');
      if (profile.mixedEnums || isOfTexts) return values;
      hints.push(`one of: ${valueText(values)}`);
      return undefined;
    }
    case 'format': {
      if (profile.formats === 'all' || profile.formats[String(source.type)]?.includes(String(raw)))
        return raw;
      hints.push(`format: ${String(raw)}`);
      return undefined;
    }
    default:
      return raw;
  }
}

/** The schema with its reference and `allOf` written out, and the references on the way to it. */
function inline(
  schema: JsonObject,
  cleaning: Cleaning,
  refs: readonly string[],
  hints: string[],
): { schema: JsonObject; refs: readonly string[] } {
  let merged = schema;
  let path = refs;
  for (let steps = 0; steps < MAX_INLINE_STEPS; steps++) {
    const { $ref, allOf, ...rest } = merged;
    const ref = cleaning.profile.refs ? undefined : asString($ref);
    if (ref !== undefined) {
      const target = path.includes(ref) ? undefined : resolveRef(cleaning.root, ref);
      const name = ref.split('/').at(-1) ?? ref;
      if (target === undefined) hints.push(path.includes(ref) ? `nested like ${name}` : `as in ${name}`);
      path = [...path, ref];
      merged = mergeSchemas([target ?? {}, rest, isArray(allOf) ? { allOf } : {}]);
    } else if (isArray(allOf)) {
      merged = mergeSchemas([...allOf.filter(isObject), rest]);
    } else {
      return { schema: merged, refs: path };
    }
  }
  return { schema: {}, refs: path };
}

/** Says a type where the profile demands one, from what the schema holds. */
function typed(schema: JsonObject, profile: SchemaProfile, hints: readonly string[]): JsonObject {
  const description = withHints(schema.description, hints);
  const told = description === undefined ? schema : { ...schema, description };
  if (!profile.typed || told.type !== undefined || told.anyOf !== undefined) return withItems(told, profile);
  if (told.properties !== undefined) return { type: 'object', ...told };
  if (told.items !== undefined) return { type: 'array', ...told };
  if (told.enum !== undefined) return { type: 'string', ...told };
  const any = withHints(told.description, ['any value']);
  return { type: 'string', ...told, ...(any === undefined ? {} : { description: any }) };
}

/** An array that does not say what it holds is refused by OpenAI and Gemini alike. */
function withItems(schema: JsonObject, profile: SchemaProfile): JsonObject {
  const isArrayToo = [schema.type].flat().includes('array');
  if (!isArrayToo || schema.items !== undefined) return schema;
  return { ...schema, items: profile.typed ? { type: 'string' } : {} };
}

function objectRoot(schema: JsonObject): JsonObject {
  const { anyOf, oneOf, allOf } = schema;
  const branches = [...asArray(anyOf), ...asArray(oneOf), ...asArray(allOf)].filter(isObject);
  const objects = branches.filter(branch => isObject(branch.properties));
  // Of alternatives every property is offered; only those demanded outside the union stay required.
  const parts = objects.map(({ required: _, description: _text, ...branch }) => withoutUnions(branch));
  const rest = withoutUnions(schema);
  const root = parts.length === 0 ? rest : mergeSchemas([...parts, rest]);
  return { ...root, type: 'object', properties: isObject(root.properties) ? root.properties : {} };
}

function withoutUnions(schema: JsonObject): JsonObject {
  const { anyOf, oneOf, allOf, not, enum: values, type, ...rest } = schema;
  return rest;
}

/** Sets a property whatever its name; `__proto__` is a legal one. */
function define(target: Record<string, JsonObject>, name: string, value: JsonObject): void {
  Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
}

import { isArray, isObject, type JsonObject, type JsonValue } from '../json.ts';

/**
 * One schema that stands for all of several (`allOf`, or a reference and what stands beside it): properties and
 * required names are united, descriptions put together, and of other keywords the later one wins.
 */
export function mergeSchemas(schemas: readonly JsonObject[]): JsonObject {
  const merged: Record<string, JsonValue | undefined> = {};
  for (const schema of schemas) {
    for (const key of Object.keys(schema)) {
      const before = merged[key];
      const value = schema[key];
      if (value === undefined) continue;
      merged[key] = before === undefined ? value : mergeKeyword(key, before, value);
    }
  }
  return merged;
}

function mergeKeyword(key: string, before: JsonValue, value: JsonValue): JsonValue {
  switch (key) {
    case 'properties':
      return isObject(before) && isObject(value) ? mergeProperties(before, value) : value;
    case 'required':
      return isArray(before) && isArray(value) ? [...new Set([...before, ...value])] : value;
    case 'description':
      return before === value ? value : `${String(before)} ${String(value)}`;
    case 'allOf':
      return isArray(before) && isArray(value) ? [...before, ...value] : value;
    case 'enum':
      return isArray(before) && isArray(value) ? before.filter(entry => value.includes(entry)) : value;
    default:
      return value;
  }
}

function mergeProperties(before: JsonObject, value: JsonObject): JsonObject {
  const merged: Record<string, JsonValue | undefined> = { ...before };
  for (const name of Object.keys(value)) {
    const [one, other] = [own(merged, name), value[name]];
    merged[name] = isObject(one) && isObject(other) ? mergeSchemas([one, other]) : other;
  }
  return merged;
}

/** A property may be called `constructor`. */
function own(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

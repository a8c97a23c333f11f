import { isArray, isObject, type JsonObject, type JsonValue } from '../json.ts';
import { resolveRef } from './resolve-ref.ts';
import { knownTypes, saneKeywords } from './sane-keywords.ts';

/**
 * Whether a schema is one in JSON Schema 2020-12 that providers of the whole language take as it is: no keyword of
 * an older draft or with a wrong value, arrays that say what they hold, references that lead somewhere.
 *
 * @param allowsRefs false: the provider takes no references
 */
export function isCurrentDraft(schema: JsonObject, allowsRefs: boolean): boolean {
  const isGood = (value: JsonValue | undefined): boolean => {
    if (!isObject(value)) return value === undefined || typeof value === 'boolean';
    const { items, type, properties, $ref } = value;
    if (Object.keys(saneKeywords(value)).length < definedKeys(value) || isArray(items)) return false;
    const types = knownTypes(type);
    if (JSON.stringify(types) !== JSON.stringify(type === undefined ? [] : [type].flat())) return false;
    if (types.includes('array') && items === undefined) return false;
    if ($ref !== undefined && !(allowsRefs && resolveRef(schema, String($ref)) !== undefined)) return false;
    const lists = [value.anyOf, value.oneOf, value.allOf, value.prefixItems];
    const named = [properties, value.$defs, value.definitions, value.patternProperties];
    return [
      items,
      value.additionalProperties,
      value.not,
      ...lists.flatMap(list => (isArray(list) ? list : [])),
      ...named.flatMap(children => (isObject(children) ? Object.values(children) : [])),
    ].every(isGood);
  };
  return isGood(schema);
}

function definedKeys(schema: JsonObject): number {
  return Object.keys(schema).filter(key => schema[key] !== undefined).length;
}

import { isArray, isObject, type JsonObject, type JsonValue } from './json.ts';

/**
 * The fields of a request that no translation carries and whose absence a client could notice: told in the reason
 * line. A field that says what holds anyway (false, null, nothing in it) is not missed.
 *
 * @returns undefined for none
 * @param known fields that are carried, or whose absence changes nothing of the answer
 */
export function leftOutFields(
  request: JsonObject,
  known: ReadonlySet<string>,
): readonly string[] | undefined {
  const missed = Object.keys(request).filter(key => !known.has(key) && asksForSomething(request[key]));
  return missed.length === 0 ? undefined : missed;
}

function asksForSomething(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null || value === false || value === 0) return false;
  if (value === 'disabled') return false;
  if (isArray(value)) return value.length > 0;
  return !isObject(value) || Object.keys(value).length > 0;
}

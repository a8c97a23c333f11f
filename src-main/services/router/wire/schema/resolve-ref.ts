import { isArray, isObject, type JsonObject, type JsonValue } from '../json.ts';

/** The schema a local reference (`#`, `#/…`) points to; undefined for anything else (RFC 6901). */
export function resolveRef(root: JsonObject, ref: string): JsonObject | undefined {
  if (ref === '#') return root;
  if (!ref.startsWith('#/')) return undefined;
  let at: JsonValue | undefined = root;
  for (const step of ref.slice(2).split('/')) {
    const key = unescapeStep(step);
    if (isArray(at)) at = at[Number(key)];
    else if (isObject(at) && Object.hasOwn(at, key)) at = at[key];
    else return undefined;
  }
  return isObject(at) ? at : undefined;
}

function unescapeStep(step: string): string {
  const pointer = step.replaceAll('~1', '/').replaceAll('~0', '~');
  try {
    return decodeURIComponent(pointer);
  } catch {
    return pointer;
  }
}

/** Any value JSON can hold. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}

/** Deeper than any real message, and far from what overflows the stack of code that walks the value. */
const MAX_DEPTH = 512;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Parses text that came from outside. Gives undefined where it is not JSON, or nested out of all measure: a broken
 * chunk is an outcome, not a bug.
 */
export function parseJson(text: string): JsonValue | undefined {
  if (text.length > MAX_DEPTH && isTooDeep(text)) return undefined;
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === QUOTE) {
      at = endOfString(text, at);
      if (at < 0) return false; // no JSON, which the parser will say
    } else if (char === 0x7b || char === 0x5b) {
      if (++depth > MAX_DEPTH) return true;
    } else if (char === 0x7d || char === 0x5d) depth--;
  }
  return false;
}

/** From quote to quote by a native search: nearly all of a conversation stands in strings. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let first = end;
    while (text.charCodeAt(first - 1) === BACKSLASH) first--;
    if ((end - first) % 2 === 0) return end;
  }
  return -1;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function asObject(value: unknown): JsonObject | undefined {
  return isObject(value) ? value : undefined;
}

export function asString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

export function asBoolean(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

const NONE: readonly JsonValue[] = [];

/** The array itself, or an empty one for anything else. */
export function asArray(value: JsonValue | undefined): readonly JsonValue[] {
  return isArray(value) ? value : NONE;
}

export function isArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** No answer has as many tokens; below it sums stay exact, and are written without an exponent. */
const MAX_COUNT = 1e12;

/** A whole, non-negative count; 0 for anything else. Usage figures must be integers for Codex. */
export function asCount(value: JsonValue | undefined): number {
  return typeof value === 'number' && value > 0 && value <= MAX_COUNT ? Math.round(value) : 0;
}

/** The object without the keys whose value is undefined. */
export function compact(entries: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  const kept: Record<string, JsonValue> = {};
  for (const key of Object.keys(entries)) {
    const value = entries[key];
    if (value !== undefined) kept[key] = value;
  }
  return kept;
}

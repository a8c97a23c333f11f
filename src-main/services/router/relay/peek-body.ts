/** Where the value of a top-level string member stands, quotes included: `bytes[startByte..endByte)`. */
export interface ValueSpan {
  readonly startByte: number;
  readonly endByte: number;
}

export interface PeekedBody {
  /** `undefined` when absent or not a string. */
  readonly model: string | undefined;
  readonly modelSpan: ValueSpan | undefined;
  /** `false` when absent. */
  readonly stream: boolean;
  /** The body is no JSON object, as far as it was read. */
  readonly malformed: boolean;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const COMMA = 0x2c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

const decoder = new TextDecoder('utf-8');

/**
 * Reads `model` and `stream` out of a JSON request body without parsing the rest, so that a 62 KB
 * conversation costs microseconds. Codex writes both before the long `input`, where reading ends; with
 * another order the whole body is stepped over, still without building a value.
 * Only what was stepped over is checked: a body broken further on is the upstream's to refuse.
 *
 * @param bytes the body as UTF-8, decompressed; a BOM is allowed
 */
export function peekBody(bytes: Uint8Array): PeekedBody {
  let at = skipSpace(bytes, bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0);
  let model: string | undefined;
  let modelSpan: ValueSpan | undefined;
  let stream: boolean | undefined;
  const result = (malformed: boolean): PeekedBody => ({
    model,
    modelSpan,
    stream: stream ?? false,
    malformed,
  });

  if (bytes[at] !== OPEN_BRACE) return result(true);
  at = skipSpace(bytes, at + 1);
  if (bytes[at] === CLOSE_BRACE) return result(false);
  for (;;) {
    if (bytes[at] !== QUOTE) return result(true);
    const keyEnd = skipString(bytes, at);
    if (keyEnd < 0) return result(true);
    const key = keyEnd - at <= 10 ? decoder.decode(bytes.subarray(at + 1, keyEnd - 1)) : '';
    at = skipSpace(bytes, keyEnd);
    if (bytes[at] !== COLON) return result(true);
    const valueStart = skipSpace(bytes, at + 1);
    const valueEnd = skipValue(bytes, valueStart);
    if (valueEnd < 0) return result(true);
    if (key === 'model' && bytes[valueStart] === QUOTE) {
      const parsed = parseString(bytes, valueStart, valueEnd);
      if (parsed === undefined) return result(true);
      model = parsed;
      modelSpan = { startByte: valueStart, endByte: valueEnd };
    } else if (key === 'stream') {
      stream = bytes[valueStart] === 0x74; // "t" of true
    }
    if (model !== undefined && stream !== undefined) return result(false);
    at = skipSpace(bytes, valueEnd);
    if (bytes[at] === CLOSE_BRACE) return result(false);
    if (bytes[at] !== COMMA) return result(true);
    at = skipSpace(bytes, at + 1);
  }
}

function parseString(bytes: Uint8Array, start: number, end: number): string | undefined {
  const text = decoder.decode(bytes.subarray(start, end));
  if (!text.includes('\\')) return text.slice(1, -1);
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined; // a bad escape: the caller reports the body as malformed
  }
}

function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  for (;;) {
    const byte = bytes[at];
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return at;
    at += 1;
  }
}

/** @returns the index after the closing quote, or -1 when the string does not end */
function skipString(bytes: Uint8Array, start: number): number {
  // indexOf is native code: long prompts are stepped over at memory speed.
  for (let quote = bytes.indexOf(QUOTE, start + 1); quote >= 0; quote = bytes.indexOf(QUOTE, quote + 1)) {
    let backslashes = 0;
    while (bytes[quote - 1 - backslashes] === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return quote + 1;
  }
  return -1;
}

/** @returns the index after the value, or -1 when it does not end or does not begin like a value */
function skipValue(bytes: Uint8Array, start: number): number {
  const first = bytes[start];
  if (first === QUOTE) return skipString(bytes, start);
  if (first === OPEN_BRACE || first === OPEN_BRACKET) return skipNested(bytes, start);
  let at = start;
  for (;;) {
    const byte = bytes[at];
    if (byte === undefined) return -1;
    const ends = byte === COMMA || byte === CLOSE_BRACE || byte <= 0x20;
    if (ends) return at > start ? at : -1;
    at += 1;
  }
}

function skipNested(bytes: Uint8Array, start: number): number {
  let depth = 0;
  let at = start;
  while (at < bytes.length) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      at = skipString(bytes, at);
      if (at < 0) return -1;
      continue;
    }
    if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth += 1;
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
    at += 1;
  }
  return -1;
}

import {
  CLOSE_BRACE,
  COLON,
  COMMA,
  OPEN_BRACE,
  QUOTE,
  skipSpace,
  skipString,
  skipValue,
} from './json-bytes.ts';

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

/**
 * Reads `model` and `stream` out of a JSON request body without parsing the rest, so that a 62 KB
 * conversation costs microseconds. Codex writes both before the long `input`, where reading ends; with
 * another order the whole body is stepped over, still without building a value.
 * Only what was stepped over is checked: a body broken further on is the upstream's to refuse.
 *
 * @param bytes the body as UTF-8, decompressed; a BOM is allowed
 */
export function peekBody(bytes: Buffer): PeekedBody {
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
    const key = keyEnd - at <= 10 ? bytes.toString('latin1', at + 1, keyEnd - 1) : '';
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

function parseString(bytes: Buffer, start: number, end: number): string | undefined {
  const text = bytes.toString('utf8', start, end);
  if (!text.includes('\\')) return text.slice(1, -1);
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined; // a bad escape: the caller reports the body as malformed
  }
}

import { asString, isObject, parseJson } from './json.ts';

export interface InputUnescaper {
  /** Takes a piece of `{"input":"…"}` JSON text, gives the plain text that became certain. */
  push(piece: string): string;
  /** The JSON text so far. */
  source(): string;
  /** The whole plain text, and the end of it that `push` did not give yet. */
  end(): { readonly input: string; readonly rest: string };
}

/** The one parameter of a free-text tool that is offered as a function. */
export const CUSTOM_INPUT_KEY = 'input';

const HEAD = /^\s*\{\s*"input"\s*:\s*"/;
/** A head longer than this is not `{"input":"` any more: the text is then given whole at the end. */
const MAX_HEAD_CHARS = 128;

/**
 * Reads the string out of `{"input":"…"}` while it streams, split anywhere (inside escapes too), in one pass.
 * What is not of this form is judged at the end: another single string property, or the raw text itself,
 * since models now and then write a patch without the JSON around it.
 */
export function createInputUnescaper(): InputUnescaper {
  const pieces: string[] = [];
  const given: string[] = [];
  let state: 'head' | 'inside' | 'over' = 'head';
  let head = '';
  /** An escape or a high surrogate whose other half has not come. */
  let carry = '';

  function decode(piece: string): string {
    const text = carry + piece;
    carry = '';
    let out = '';
    let from = 0;
    for (let i = 0; i < text.length; i++) {
      const char = text.charCodeAt(i);
      if (char === 0x22) {
        state = 'over';
        return out + text.slice(from, i);
      }
      if (char !== 0x5c) continue;
      const length = text.charCodeAt(i + 1) === 0x75 ? 6 : 2;
      if (i + length > text.length) {
        carry = text.slice(i);
        return out + text.slice(from, i);
      }
      out += text.slice(from, i) + decodeEscape(text.slice(i, i + length));
      i += length - 1;
      from = i + 1;
    }
    return out + text.slice(from);
  }

  let surrogate = '';
  function whole(text: string): string {
    const joined = surrogate + text;
    const last = joined.charCodeAt(joined.length - 1);
    const isHigh = last >= 0xd800 && last <= 0xdbff;
    surrogate = isHigh ? joined.slice(-1) : '';
    return isHigh ? joined.slice(0, -1) : joined;
  }

  return {
    push(piece) {
      pieces.push(piece);
      if (state === 'over') return '';
      let rest = piece;
      if (state === 'head') {
        head += piece;
        const match = HEAD.exec(head);
        if (match === null) {
          if (head.length > MAX_HEAD_CHARS) state = 'over';
          return '';
        }
        state = 'inside';
        rest = head.slice(match[0].length);
      }
      const text = whole(decode(rest));
      if (text !== '') given.push(text);
      return text;
    },
    source: () => pieces.join(''),
    end() {
      const shown = given.join('');
      const input = readInput(pieces.join(''), shown);
      return { input, rest: input.startsWith(shown) ? input.slice(shown.length) : '' };
    },
  };
}

/** The free text a finished argument text stands for. `shown` is what was read of a text that broke off. */
export function readInput(text: string, shown = ''): string {
  const json = parseJson(text);
  if (typeof json === 'string') return json;
  if (isObject(json)) {
    const named = asString(json[CUSTOM_INPUT_KEY]);
    if (named !== undefined) return named;
    const values = Object.values(json).filter(value => typeof value === 'string');
    return values.length === 1 && values[0] !== undefined ? values[0] : text;
  }
  return shown !== '' ? shown : text;
}

function decodeEscape(sequence: string): string {
  const parsed = parseJson(`"${sequence}"`);
  return typeof parsed === 'string' ? parsed : sequence;
}

import { asObject, asString, parseJson } from '../wire/json.ts';
import { COLON, skipSpace, skipValue } from './json-bytes.ts';
import type { ToolCallCount } from './tool-call-count.ts';

const HINT = Buffer.from('output_item.done');
/** Where the event that ends an item begins, in either of its lines. */
const ITEM_DONE = /(?:"type"\s*:\s*"|event:[ ]?)response\.output_item\.done\b/;
/** Longer than what `ITEM_DONE` matches. */
const SEAM_BYTES = 64;
const EVENT_END = /\n\n|\r\n\r\n|\r\r/;
/** The longest that ends an event, less one: it may lie across two chunks. */
const EVENT_END_OVERLAP_BYTES = 3;
/** An item longer than this is not held to be read; its call is not counted. */
const MOST_ITEM_BYTES = 4 * 1024 * 1024;
const ITEM_KEY = Buffer.from('"item"');
const NOTHING = Buffer.alloc(0);

/**
 * Counts the tool calls in a Responses stream that goes by as bytes. Per chunk one native search; only the event
 * that ends an item is held until it is whole, and parsed once.
 */
export function createToolCallWatch() {
  /** The last bytes of a chunk that ended inside a line. */
  let before: Buffer = NOTHING;
  /** The pieces of an item's last event, from its mark on; undefined between them. */
  let held: Buffer[] | undefined;
  let heldBytes = 0;
  let made = 0;
  let usable = 0;

  function count(event: Buffer): void {
    const call = readCall(event);
    if (call === undefined) return;
    made += 1;
    if (call.isUsable) usable += 1;
  }

  /** Looks for the mark of an item's end. @returns the bytes from it on */
  function findMark(chunk: Buffer): Buffer | undefined {
    const isAcross =
      before.length > 0 &&
      ITEM_DONE.test(before.toString('latin1') + chunk.toString('latin1', 0, SEAM_BYTES));
    if (!isAcross && !chunk.includes(HINT)) return undefined;
    const bytes = before.length > 0 ? Buffer.concat([before, chunk]) : chunk;
    const found = ITEM_DONE.exec(bytes.toString('latin1'));
    return found === null ? undefined : bytes.subarray(found.index);
  }

  function keepSeam(chunk: Buffer): void {
    if (chunk.at(-1) === 0x0a) before = NOTHING;
    else if (chunk.length >= SEAM_BYTES) before = chunk.subarray(chunk.length - SEAM_BYTES);
    else before = Buffer.concat([before, chunk]).subarray(-SEAM_BYTES);
  }

  function push(chunk: Buffer): void {
    let rest: Buffer | undefined = chunk;
    while (rest !== undefined) {
      if (held === undefined) {
        const event = findMark(rest);
        if (event === undefined) {
          keepSeam(rest);
          return;
        }
        before = NOTHING;
        held = [];
        heldBytes = 0;
        rest = event;
      }
      rest = take(rest);
    }
  }

  /** Adds to the event that is held. @returns what lies behind its end, once it ended */
  function take(bytes: Buffer): Buffer | undefined {
    const pieces = held ?? [];
    const tail = Buffer.concat(pieces.slice(-EVENT_END_OVERLAP_BYTES)).subarray(-EVENT_END_OVERLAP_BYTES);
    const found = EVENT_END.exec(tail.toString('latin1') + bytes.toString('latin1'));
    const endAt = found === null ? bytes.length : found.index + found[0].length - tail.length;
    heldBytes += endAt;
    if (heldBytes <= MOST_ITEM_BYTES) pieces.push(bytes.subarray(0, endAt));
    if (found === null) return undefined;
    if (heldBytes <= MOST_ITEM_BYTES) count(Buffer.concat(pieces));
    held = undefined;
    return endAt < bytes.length ? bytes.subarray(endAt) : undefined;
  }

  return { push, read: (): ToolCallCount => ({ made, usable }) };
}

/** The tool call an item's last event is about; undefined for items of another kind. */
function readCall(event: Buffer): { readonly isUsable: boolean } | undefined {
  const key = event.indexOf(ITEM_KEY);
  const colon = key < 0 ? -1 : skipSpace(event, key + ITEM_KEY.length);
  if (colon < 0 || event[colon] !== COLON) return undefined;
  const start = skipSpace(event, colon + 1);
  const end = skipValue(event, start);
  const item = end < 0 ? undefined : asObject(parseJson(event.toString('utf8', start, end)));
  switch (item?.type) {
    case 'function_call':
      return { isUsable: parseJson(asString(item.arguments) ?? '') !== undefined };
    case 'custom_tool_call':
      // A custom tool takes any text.
      return { isUsable: asString(item.input) !== undefined };
    default:
      return undefined;
  }
}

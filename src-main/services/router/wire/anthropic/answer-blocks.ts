import { type CallStream, createCallStream } from '../call-stream.ts';
import type { CanonicalEvent } from '../canonical-event.ts';
import type { DecodeContext } from '../dialect.ts';
import { asObject, asString, type JsonObject, type JsonValue, parseJson } from '../json.ts';
import { encodeCarrier } from '../reasoning-carrier.ts';

/** The content blocks of one answer as canonical events. */
export interface AnswerBlocks {
  start(out: CanonicalEvent[], index: number, block: JsonObject): void;
  delta(out: CanonicalEvent[], index: number, delta: JsonObject): void;
  stop(out: CanonicalEvent[], index: number): void;
  /**
   * Ends what is still open. `isCutOff`: the answer hit its length limit, so a call whose arguments broke off is
   * dropped; half a patch or half a script must not run.
   */
  close(out: CanonicalEvent[], isCutOff: boolean): void;
  readonly callCount: number;
  /** Whether any text came. */
  readonly hasText: boolean;
}

type OpenBlock =
  | { readonly kind: 'text' }
  | { readonly kind: 'thinking'; readonly pieces: string[]; signature: string }
  | { readonly kind: 'redacted'; readonly data: string }
  /** `whole`: an input that came with the start; used when no piece of it follows. */
  | { readonly kind: 'call'; whole: string | undefined; readonly pieces: string[] }
  /** A server tool's block: nobody asked for one. */
  | { readonly kind: 'other' };

export function createAnswerBlocks(context: DecodeContext, idSeed: string): AnswerBlocks {
  const calls: CallStream = createCallStream(context.toolNames, idSeed);
  const open = new Map<number, OpenBlock>();
  /** Calls whose block ended inside their arguments: why is only known at the end of the answer. */
  const broken: number[] = [];
  let hasText = false;

  function text(out: CanonicalEvent[], value: JsonValue | undefined): void {
    const piece = asString(value) ?? '';
    if (piece === '') return;
    hasText = true;
    out.push({ type: 'text-delta', text: piece });
  }

  function think(
    out: CanonicalEvent[],
    block: OpenBlock & { kind: 'thinking' },
    value: JsonValue | undefined,
  ): void {
    const piece = asString(value) ?? '';
    if (piece === '') return;
    block.pieces.push(piece);
    out.push({ type: 'reasoning-delta', text: piece });
  }

  /** Every thinking block is an item of its own, so that it goes back to the very place it came from. */
  function carry(out: CanonicalEvent[], block: JsonObject): void {
    const { provider, wireApi, model } = context.target;
    const encrypted = encodeCarrier({
      provenance: { provider, wireApi, model },
      payload: { blocks: [block] },
    });
    out.push({ type: 'reasoning-carrier', encrypted }, { type: 'item-end' });
  }

  function stop(out: CanonicalEvent[], index: number): void {
    const block = open.get(index);
    if (block === undefined) return;
    open.delete(index);
    switch (block.kind) {
      case 'thinking': {
        const thinking = block.pieces.join('');
        if (block.signature !== '') carry(out, { type: 'thinking', thinking, signature: block.signature });
        else if (thinking !== '') out.push({ type: 'item-end' });
        break;
      }
      case 'redacted':
        carry(out, { type: 'redacted_thinking', data: block.data });
        break;
      case 'call':
        if (block.whole !== undefined) calls.append(out, index, block.whole);
        if (block.whole !== undefined || isWhole(block.pieces)) calls.close(out, index);
        else broken.push(index);
        break;
      case 'text':
      case 'other':
        break;
    }
  }

  return {
    get callCount() {
      return calls.count;
    },
    get hasText() {
      return hasText;
    },
    start(out, index, block) {
      stop(out, index);
      switch (block.type) {
        case 'text':
          open.set(index, { kind: 'text' });
          text(out, block.text);
          break;
        case 'thinking': {
          const state = { kind: 'thinking' as const, pieces: [], signature: asString(block.signature) ?? '' };
          open.set(index, state);
          think(out, state, block.thinking);
          break;
        }
        case 'redacted_thinking':
          open.set(index, { kind: 'redacted', data: asString(block.data) ?? '' });
          break;
        case 'tool_use': {
          const name = asString(block.name) ?? '';
          if (name === '') {
            open.set(index, { kind: 'other' });
            out.push({ type: 'call-dropped', why: 'a call without a tool name' });
            break;
          }
          open.set(index, { kind: 'call', whole: wholeInput(block.input), pieces: [] });
          calls.open(out, index, name, asString(block.id));
          break;
        }
        default:
          open.set(index, { kind: 'other' });
      }
    },
    delta(out, index, delta) {
      const block = open.get(index);
      if (block === undefined) return;
      if (block.kind === 'text') text(out, delta.text);
      else if (block.kind === 'thinking') {
        think(out, block, delta.thinking);
        block.signature += asString(delta.signature) ?? '';
      } else if (block.kind === 'call') {
        const piece = asString(delta.partial_json) ?? '';
        if (piece === '') return;
        block.whole = undefined;
        block.pieces.push(piece);
        calls.append(out, index, piece);
      }
    },
    stop,
    close(out, isCutOff) {
      for (const index of [...open.keys()]) stop(out, index);
      for (const index of broken) {
        if (isCutOff)
          out.push({ type: 'call-dropped', why: 'its arguments were cut off by the output limit' });
        else calls.close(out, index);
      }
    },
  };
}

function isWhole(pieces: readonly string[]): boolean {
  const text = pieces.join('').trim();
  return text === '' || parseJson(text) !== undefined;
}

/** The real API starts every call with `{}`; compatible servers may put the whole input there. */
function wholeInput(input: JsonValue | undefined): string | undefined {
  const object = asObject(input);
  return object === undefined || Object.keys(object).length === 0 ? undefined : JSON.stringify(object);
}

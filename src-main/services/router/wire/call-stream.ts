import type { CanonicalEvent } from './canonical-event.ts';
import type { ToolForm } from './canonical-request.ts';
import { createInputUnescaper, type InputUnescaper } from './custom-input.ts';
import { parseJson } from './json.ts';
import type { ToolNames } from './tool-names.ts';

/** The upstream's own: an index, a block number or an object that stands for the call. */
export type CallStreamKey = string | number | object;

interface OpenCall {
  readonly call: number;
  readonly form: ToolForm;
  /** Argument pieces as they came; joined once, at the end. */
  readonly pieces: string[];
  readonly unescaper: InputUnescaper | undefined;
}

/** Turns an upstream's function calls into canonical call events. One per answer; every decoder uses it. */
export interface CallStream {
  /** `key` is the upstream's own (index or block number). A missing or empty call id is made up from `idSeed`. */
  open(out: CanonicalEvent[], key: CallStreamKey, wireName: string, callId: string | undefined): void;
  /** A piece of JSON argument text. */
  append(out: CanonicalEvent[], key: CallStreamKey, piece: string): void;
  isOpen(key: CallStreamKey): boolean;
  /**
   * Whether the arguments so far are complete. Just `{}` may be a beginning that some servers send before the real
   * ones: it counts where another object follows as `next`.
   */
  isComplete(key: CallStreamKey, next?: string): boolean;
  close(out: CanonicalEvent[], key: CallStreamKey): void;
  /**
   * Closes what is open, in the order of opening. Of an answer that was `cut` (output limit, safety) a call
   * whose arguments are not whole is dropped: half a patch must not be applied.
   */
  closeAll(out: CanonicalEvent[], cut?: 'cut'): void;
  /** How many calls were opened. */
  readonly count: number;
}

/** Arguments are never parsed while they grow: pieces are kept and joined once. */
export function createCallStream(names: ToolNames, idSeed: string): CallStream {
  const open = new Map<CallStreamKey, OpenCall>();
  let count = 0;
  function close(out: CanonicalEvent[], key: CallStreamKey): void {
    const state = open.get(key);
    if (state === undefined) return;
    open.delete(key);
    const end = state.unescaper?.end();
    if (end !== undefined && end.rest !== '')
      out.push({ type: 'call-delta', call: state.call, delta: end.rest });
    out.push({ type: 'call-end', call: state.call, input: end?.input ?? jsonInput(state.pieces) });
  }
  return {
    get count() {
      return count;
    },
    open(out, key, wireName, callId) {
      const found = names.find(wireName);
      const form = found?.form ?? 'function';
      const call = count++;
      open.set(key, {
        call,
        form,
        pieces: [],
        unescaper: form === 'custom' ? createInputUnescaper() : undefined,
      });
      out.push({
        type: 'call-start',
        call,
        callId: callId === undefined || callId === '' ? `call_${idSeed}_${call}` : callId,
        // A made-up name goes on as it is: Codex answers "unsupported call" and the model can correct itself.
        tool: found?.tool ?? { name: wireName },
        form,
      });
    },
    append(out, key, piece) {
      const state = open.get(key);
      if (state === undefined || piece === '') return;
      if (state.unescaper === undefined) {
        state.pieces.push(piece);
        out.push({ type: 'call-delta', call: state.call, delta: piece });
        return;
      }
      const delta = state.unescaper.push(piece);
      if (delta !== '') out.push({ type: 'call-delta', call: state.call, delta });
    },
    isOpen: key => open.has(key),
    isComplete(key, next = '') {
      const state = open.get(key);
      if (state === undefined) return false;
      const text = sourceOf(state).trim();
      if (text === '{}') return next.trimStart().startsWith('{');
      return text.endsWith('}') && parseJson(text) !== undefined;
    },
    close,
    closeAll(out, cut) {
      for (const [key, state] of [...open]) {
        if (cut === undefined || parseJson(sourceOf(state)) !== undefined) {
          close(out, key);
        } else {
          open.delete(key);
          out.push({ type: 'call-dropped', why: 'the answer was cut inside a tool call' });
        }
      }
    },
  };
}

function sourceOf(state: OpenCall): string {
  return state.unescaper?.source() ?? state.pieces.join('');
}

function jsonInput(pieces: readonly string[]): string {
  const text = pieces.join('');
  return text.trim() === '' ? '{}' : text;
}

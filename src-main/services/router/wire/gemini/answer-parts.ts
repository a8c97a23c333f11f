import { createCallStream } from '../call-stream.ts';
import type { CanonicalEvent } from '../canonical-event.ts';
import type { DecodeContext } from '../dialect.ts';
import { asObject, asString, type JsonObject } from '../json.ts';
import { encodeCarrier } from '../reasoning-carrier.ts';
import { type SignedPlace, signedPayload } from './signatures.ts';

/** The parts of one answer as canonical events. */
export interface AnswerParts {
  read(out: CanonicalEvent[], part: JsonObject): void;
  readonly callCount: number;
}

export function createAnswerParts(context: DecodeContext, idSeed: string): AnswerParts {
  const calls = createCallStream(context.toolNames, idSeed);
  /** Thought text came since the last text or call. */
  let isThinking = false;

  function carry(out: CanonicalEvent[], place: SignedPlace): void {
    const { provider, wireApi, model } = context.target;
    const encrypted = encodeCarrier({
      provenance: { provider, wireApi, model },
      payload: signedPayload(place),
    });
    out.push({ type: 'reasoning-carrier', encrypted });
  }

  function thought(out: CanonicalEvent[], text: string, signature: string | undefined): void {
    if (text !== '') {
      // Each thought is a summary of its own with a bold title.
      const isNext = isThinking && text.startsWith('**');
      out.push({ type: 'reasoning-delta', text, ...(isNext ? { newPart: true } : {}) });
      isThinking = true;
    }
    if (signature === undefined) return;
    carry(out, { on: 'thought', text, signature });
    out.push({ type: 'item-end' });
    isThinking = false;
  }

  function call(out: CanonicalEvent[], made: JsonObject, signature: string | undefined): void {
    const name = asString(made.name) ?? '';
    if (name === '') {
      out.push({ type: 'call-dropped', why: 'a call without a function name' });
      return;
    }
    const key = calls.count;
    const callId = asString(made.id) || `call_${idSeed}_${key}`;
    if (signature !== undefined) carry(out, { on: 'call', callId, signature });
    isThinking = false;
    calls.open(out, key, name, callId);
    calls.append(out, key, JSON.stringify(asObject(made.args) ?? {}));
    calls.close(out, key);
  }

  function said(out: CanonicalEvent[], text: string, signature: string | undefined): void {
    if (text !== '') {
      out.push({ type: 'text-delta', text });
      isThinking = false;
    }
    if (signature === undefined) return;
    carry(out, { on: 'text', chars: text.length, signature });
    out.push({ type: 'item-end' });
    isThinking = false;
  }

  return {
    get callCount() {
      return calls.count;
    },
    read(out, part) {
      const signature = asString(part.thoughtSignature) || undefined;
      const made = asObject(part.functionCall);
      const text = asString(part.text);
      if (made !== undefined) call(out, made, signature);
      else if (part.thought === true) thought(out, text ?? '', signature);
      else if (text !== undefined || signature !== undefined) said(out, text ?? '', signature);
    },
  };
}

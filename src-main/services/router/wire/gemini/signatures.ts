import type { ReasoningItem } from '../canonical-request.ts';
import { asNumber, asString, type JsonObject } from '../json.ts';
import { carrierFor } from '../reasoning-carrier.ts';
import type { WireTarget } from '../wire-target.ts';

/**
 * The documented value for a call that another model made (ai.google.dev/gemini-api/docs/thought-signatures):
 * Gemini 3 refuses a call of the running turn without any.
 */
export const SKIP_SIGNATURE = 'skip_thought_signature_validator';

/** The part of an answer that a thought signature came on. */
export type SignedPlace =
  /** The call of this id, which follows. */
  | { readonly on: 'call'; readonly callId: string; readonly signature: string }
  /** The last `chars` characters of the text before; 0 is an empty part of its own. */
  | { readonly on: 'text'; readonly chars: number; readonly signature: string }
  /** A thought that came with a signature itself. */
  | { readonly on: 'thought'; readonly text: string; readonly signature: string };

export function signedPayload(place: SignedPlace): JsonObject {
  return { ...place };
}

/** The signature an item carries, if this very model made it. */
export function readSigned(item: ReasoningItem, target: WireTarget): SignedPlace | undefined {
  const payload = carrierFor(item.carrier, target);
  if (payload === undefined || item.carrier?.provenance.model !== target.model) return undefined;
  const signature = asString(payload.signature);
  if (signature === undefined) return undefined;
  switch (payload.on) {
    case 'call':
      return { on: 'call', callId: asString(payload.callId) ?? '', signature };
    case 'text':
      return { on: 'text', chars: asNumber(payload.chars) ?? 0, signature };
    case 'thought':
      return { on: 'thought', text: asString(payload.text) ?? '', signature };
    default:
      return undefined;
  }
}

import { asObject, asString, isObject, type JsonObject, parseJson } from './json.ts';

/** Where a piece of reasoning was made. Only its maker can read it back. */
export interface Provenance {
  readonly provider: string;
  readonly wireApi: string;
  readonly model: string;
}

/** State of a provider that travels in a reasoning item's `encrypted_content` through Codex and back. */
export interface ReasoningCarrier {
  readonly provenance: Provenance;
  /** The dialect's own: signatures, thinking blocks, the call a signature belongs to. */
  readonly payload: JsonObject;
}

/**
 * Starts every carrier; `1` is its version. The tag cannot occur in base64, so no provider's own blob
 * begins with it, and a request body that lacks it anywhere holds no carrier of ours.
 */
export const CARRIER_TAG = 'signalbox:1:';

/** A string for `encrypted_content`: the tag and base64 of JSON. */
export function encodeCarrier(carrier: ReasoningCarrier): string {
  const { provider, wireApi, model } = carrier.provenance;
  const json = JSON.stringify({ p: provider, w: wireApi, m: model, d: carrier.payload });
  return CARRIER_TAG + Buffer.from(json, 'utf8').toString('base64');
}

/** The carrier in an `encrypted_content`, or undefined where the text is not one of ours (or is damaged). */
export function decodeCarrier(encrypted: string): ReasoningCarrier | undefined {
  if (!encrypted.startsWith(CARRIER_TAG)) return undefined;
  const json = parseJson(Buffer.from(encrypted.slice(CARRIER_TAG.length), 'base64').toString('utf8'));
  const fields = asObject(json);
  const provider = asString(fields?.p);
  const wireApi = asString(fields?.w);
  const model = asString(fields?.m);
  const payload = fields?.d;
  if (provider === undefined || wireApi === undefined || model === undefined || !isObject(payload))
    return undefined;
  return { provenance: { provider, wireApi, model }, payload };
}

/** Whether a carrier is tagged as ours, readable or not. */
export function isCarrier(encrypted: string): boolean {
  return encrypted.startsWith('signalbox:');
}

/**
 * The payload if this target made it, else undefined: the item is foreign here and its signature is left out.
 * The model may differ within a provider; a dialect that minds compares `provenance.model` itself.
 */
export function carrierFor(
  carrier: ReasoningCarrier | undefined,
  target: { readonly provider: string; readonly wireApi: string },
): JsonObject | undefined {
  if (carrier === undefined) return undefined;
  const { provider, wireApi } = carrier.provenance;
  return provider === target.provider && wireApi === target.wireApi ? carrier.payload : undefined;
}

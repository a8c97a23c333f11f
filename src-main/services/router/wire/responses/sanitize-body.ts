import { Needle } from '../../needle.ts';
import { asArray, asObject, asString, isObject, type JsonObject, type JsonValue } from '../json.ts';
import { CARRIER_TAG, carrierFor, decodeCarrier, isCarrier } from '../reasoning-carrier.ts';
import { summaryMessage, unreadableMessage } from './compaction.ts';
import { encodeItems } from './encode-items.ts';

export interface SanitizeOptions {
  readonly provider: string;
  /** The model name the provider knows. */
  readonly model: string;
  /**
   * Whether encrypted reasoning of unknown origin may be the provider's own. It is OpenAI's in doubt; false after
   * the provider refused it (`invalid_encrypted_content`).
   */
  readonly keepsUntagged: boolean;
}

const TAG = new Needle(CARRIER_TAG);

/** Whether a body holds reasoning our adapters made: without it Codex's bytes may go to OpenAI as they are. */
export function holdsCarrier(body: Buffer): boolean {
  return TAG.isIn(body);
}

/**
 * A Responses request for a Responses upstream, with all that belongs to other providers taken out: their
 * reasoning items, what they compacted (a word stands for it), and the item ids that referred to them. Providers other than OpenAI also get no client
 * metadata (local paths, session ids) and have the tools of the responses-lite shape where they look for them.
 */
export function sanitizeResponsesBody(body: JsonObject, options: SanitizeOptions): JsonObject {
  const isOpenAi = options.provider === 'openai';
  const input: JsonValue[] = [];
  const moved: JsonValue[] = [];
  const target = { provider: options.provider, wireApi: 'responses' as const, model: options.model };
  let hasDropped = false;
  for (const item of asArray(body.input)) {
    if (!isObject(item)) continue;
    if (item.type === 'reasoning') {
      const kept = ownReasoning(item, options);
      if (kept === undefined) hasDropped = true;
      else input.push(kept);
    } else if (item.type === 'compaction' && !isOwnCompaction(item, options)) {
      // A summary of ours is no secret of the provider: it is told in words, and what nobody here can read, too.
      input.push(...encodeItems([summaryMessage(item) ?? unreadableMessage()], target));
    } else if (item.type === 'additional_tools' && !isOpenAi) {
      moved.push(...asArray(item.tools));
    } else {
      input.push(item);
    }
  }
  const out: Record<string, JsonValue | undefined> = { ...body, model: options.model };
  if (typeof body.input !== 'string') out.input = hasDropped ? input.map(withoutId) : input;
  if (moved.length > 0) out.tools = [...asArray(body.tools), ...moved];
  if (!isOpenAi) delete out.client_metadata;
  return out;
}

function isOwnCompaction(item: JsonObject, options: SanitizeOptions): boolean {
  return options.keepsUntagged && !isCarrier(asString(item.encrypted_content) ?? '');
}

function ownReasoning(item: JsonObject, options: SanitizeOptions): JsonObject | undefined {
  const encrypted = asString(item.encrypted_content);
  if (encrypted === undefined) return undefined;
  if (!isCarrier(encrypted)) return options.keepsUntagged ? item : undefined;
  const target = { provider: options.provider, wireApi: 'responses' };
  const own = asString(carrierFor(decodeCarrier(encrypted), target)?.encrypted);
  return own === undefined ? undefined : { ...item, encrypted_content: own };
}

/** An item id may point at reasoning that is gone: OpenAI then refuses the item. */
function withoutId(item: JsonValue): JsonValue {
  const fields = asObject(item);
  if (fields === undefined || fields.type === 'reasoning') return item;
  const { id: _, ...rest } = fields;
  return rest;
}

import type { CanonicalEvent } from '../canonical-event.ts';
import type { MessageItem } from '../canonical-request.ts';
import type { AnswerEncoder, AnswerIdentity } from '../inbound.ts';
import { asArray, asObject, asString, type JsonObject, type JsonValue } from '../json.ts';
import { decodeCarrier, encodeCarrier } from '../reasoning-carrier.ts';
import { createResponsesEncoder, type ResponsesEncoder } from './answer-encoder.ts';

/**
 * Compaction by the provider itself, which Codex asks of OpenAI: the last item says so, and one opaque item comes
 * back and stands for the history from then on. Other providers have none: they are asked for a summary, which
 * travels in that item.
 */
const PROMPT = `The conversation above is about to be cut: all of it but this summary will be forgotten. Write the summary for the model that goes on with the work. Tell the goal, the person's wishes and limits, what was decided and why, what was done, the state of each file and command that matters, and what is to be done next. Call no tool.`;
const INTRODUCTION = 'The conversation before this was compacted. This is the summary of it:';
const UNREADABLE =
  'The conversation before this was compacted by another provider into a form that you cannot read. You know only what stands here: learn the state of the work from the files and their history, and ask for what they do not tell. Do not guess what was said or done.';
const PROVENANCE = { provider: 'signalbox', wireApi: 'summary', model: '' };

/** Whether the last item of an input asks for a compaction. */
export function asksForCompaction(input: JsonValue | undefined): boolean {
  return typeof input !== 'string' && asObject(asArray(input).at(-1))?.type === 'compaction_trigger';
}

/** What a model is asked in place of the trigger. */
export function compactionPrompt(): MessageItem {
  return message(PROMPT);
}

/** The summary in a compaction item as a message; undefined for one that a provider wrote for itself. */
export function summaryMessage(item: JsonObject): MessageItem | undefined {
  const carrier = decodeCarrier(asString(item.encrypted_content) ?? '');
  const summary = asString(carrier?.payload.summary);
  return summary === undefined ? undefined : message(`${INTRODUCTION}\n\n${summary}`);
}

/** What stands for a compaction that only another provider can read. */
export function unreadableMessage(): MessageItem {
  return message(UNREADABLE);
}

function message(text: string): MessageItem {
  return { kind: 'message', role: 'user', parts: [{ kind: 'text', text }] };
}

/** Writes an answer as the one item Codex expects: the text is the summary, and whatever else came is left out. */
export function createCompactionEncoder(identity: AnswerIdentity): ResponsesEncoder {
  const inner = createResponsesEncoder(identity);
  let summary = '';
  function encode(event: CanonicalEvent): string {
    switch (event.type) {
      case 'text-delta':
        summary += event.text;
        return '';
      case 'finished': {
        if (summary === '' || event.reason === 'filtered') return inner.encode(event);
        const encrypted_content = encodeCarrier({ provenance: PROVENANCE, payload: { summary } });
        const item = { type: 'compaction', id: `cmp_${identity.answerId}`, encrypted_content };
        return inner.writeItem(item) + inner.encode(event);
      }
      case 'started':
      case 'usage':
      case 'failed':
        return inner.encode(event);
      default:
        return '';
    }
  }
  return { ...inner, encode };
}

/** The encoder for an answer in the Responses API, compaction or not. */
export function createEncoderFor(identity: AnswerIdentity): ResponsesEncoder & AnswerEncoder {
  return identity.isCompaction ? createCompactionEncoder(identity) : createResponsesEncoder(identity);
}

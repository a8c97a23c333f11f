import type { CanonicalEvent, FinishReason } from '../canonical-event.ts';
import type { AnswerIdentity } from '../inbound.ts';
import { compact, type JsonObject } from '../json.ts';
import { carrierDetail, chatUsage, finishReason, wireForm } from './answer-encoder.ts';

/** The `chat.completion` object of a whole answer. */
export function chatAnswerObject(events: readonly CanonicalEvent[], identity: AnswerIdentity): JsonObject {
  const content: string[] = [];
  const refusal: string[] = [];
  const reasoning: string[] = [];
  const details: JsonObject[] = [];
  const starts = new Map<number, CanonicalEvent & { type: 'call-start' }>();
  const calls: JsonObject[] = [];
  let reason: FinishReason = 'stop';
  let usage: JsonObject | undefined;
  for (const event of events) {
    if (event.type === 'text-delta') (event.refusal ? refusal : content).push(event.text);
    else if (event.type === 'reasoning-delta')
      reasoning.push(event.newPart && reasoning.length > 0 ? `\n\n${event.text}` : event.text);
    else if (event.type === 'reasoning-carrier') details.push(carrierDetail(event.encrypted));
    else if (event.type === 'call-start') starts.set(event.call, event);
    else if (event.type === 'call-end') {
      const start = starts.get(event.call);
      if (start !== undefined) calls[event.call] = callObject(start, event.input);
    } else if (event.type === 'usage') usage = chatUsage(event.usage);
    else if (event.type === 'finished') reason = event.reason;
  }
  const message = compact({
    role: 'assistant',
    content: content.length > 0 ? content.join('') : null,
    refusal: refusal.length > 0 ? refusal.join('') : null,
    reasoning_content: reasoning.length > 0 ? reasoning.join('') : undefined,
    reasoning_details: details.length > 0 ? details : undefined,
    tool_calls: calls.length > 0 ? calls.filter(call => call !== undefined) : undefined,
  });
  return compact({
    id: `chatcmpl-${identity.answerId}`,
    object: 'chat.completion',
    created: Math.floor(identity.createdAtMs / 1000),
    model: identity.model,
    choices: [{ index: 0, message, logprobs: null, finish_reason: finishReason(reason) }],
    usage,
  });
}

function callObject(start: CanonicalEvent & { type: 'call-start' }, input: string): JsonObject {
  const { name } = start.tool;
  const type = wireForm(start.form);
  const body: JsonObject =
    type === 'custom' ? { custom: { name, input } } : { function: { name, arguments: input } };
  return { id: start.callId, type, ...body };
}

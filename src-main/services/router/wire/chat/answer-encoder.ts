import { assertNever } from '../../../../lib/assert-never.ts';
import type { CanonicalEvent, FinishReason } from '../canonical-event.ts';
import type { ToolForm } from '../canonical-request.ts';
import type { CanonicalUsage } from '../canonical-usage.ts';
import { streamError } from '../failure-wire.ts';
import type { AnswerEncoder, AnswerIdentity } from '../inbound.ts';
import type { JsonObject } from '../json.ts';

/** Writes the chunks of `POST /v1/chat/completions`. */
export function createChatEncoder(identity: AnswerIdentity): AnswerEncoder {
  const head = `"id":"chatcmpl-${identity.answerId}","object":"chat.completion.chunk","created":${Math.floor(
    identity.createdAtMs / 1000,
  )},"model":${JSON.stringify(identity.model)}`;
  const calls = new Map<number, { readonly form: ToolForm; hasDelta: boolean }>();
  let hasStarted = false;
  let hasReasoned = false;
  let isOver = false;
  let usage: CanonicalUsage | undefined;

  function chunk(delta: string, finish: string | null = null): string {
    const reason = JSON.stringify(finish);
    return `data: {${head},"choices":[{"index":0,"delta":{${delta}},"finish_reason":${reason}}]}\n\n`;
  }

  function callChunk(call: number, fields: string): string {
    return chunk(`"tool_calls":[{"index":${call},${fields}}]`);
  }

  function callDelta(call: number, text: string): string {
    const state = calls.get(call);
    if (state === undefined) return '';
    state.hasDelta = true;
    const piece = JSON.stringify(text);
    return callChunk(
      call,
      state.form === 'custom' ? `"custom":{"input":${piece}}` : `"function":{"arguments":${piece}}`,
    );
  }

  function reasoning(text: string, isNewPart: boolean): string {
    const words = isNewPart && hasReasoned ? `\n\n${text}` : text;
    hasReasoned = true;
    return chunk(`"reasoning_content":${JSON.stringify(words)}`);
  }

  function write(event: CanonicalEvent): string {
    switch (event.type) {
      case 'started':
      case 'call-dropped':
      case 'item-end':
        return '';
      case 'text-delta':
        return chunk(`"${event.refusal ? 'refusal' : 'content'}":${JSON.stringify(event.text)}`);
      case 'reasoning-delta':
        return reasoning(event.text, event.newPart === true);
      case 'reasoning-carrier':
        return chunk(`"reasoning_details":${JSON.stringify([carrierDetail(event.encrypted)])}`);
      case 'call-start': {
        calls.set(event.call, { form: event.form, hasDelta: false });
        const name = JSON.stringify(event.tool.name);
        const body =
          event.form === 'custom'
            ? `"custom":{"name":${name},"input":""}`
            : `"function":{"name":${name},"arguments":""}`;
        return callChunk(
          event.call,
          `"id":${JSON.stringify(event.callId)},"type":"${wireForm(event.form)}",${body}`,
        );
      }
      case 'call-delta':
        return callDelta(event.call, event.delta);
      case 'call-end':
        return calls.get(event.call)?.hasDelta ? '' : callDelta(event.call, event.input);
      case 'usage':
        usage = event.usage;
        return '';
      case 'finished': {
        isOver = true;
        const last = chunk('', finishReason(event.reason));
        const used =
          identity.includeUsage && usage !== undefined
            ? `data: {${head},"choices":[],"usage":${JSON.stringify(chatUsage(usage))}}\n\n`
            : '';
        return `${last}${used}data: [DONE]\n\n`;
      }
      case 'failed':
        isOver = true;
        return `data: ${JSON.stringify({ error: streamError(event) })}\n\n`;
      default:
        return assertNever(event);
    }
  }

  return {
    encode(event) {
      if (isOver) return '';
      const text = write(event);
      if (hasStarted || text === '' || event.type === 'failed') return text;
      hasStarted = true;
      return chunk('"role":"assistant","content":""') + text;
    },
    keepAlive: () => (isOver ? '' : ': keep-alive\n\n'),
  };
}

/** A provider's reasoning state, in the shape other gateways use for it. */
export function carrierDetail(encrypted: string): JsonObject {
  return { type: 'reasoning.encrypted', data: encrypted };
}

export function wireForm(form: ToolForm): 'custom' | 'function' {
  return form === 'custom' ? 'custom' : 'function';
}

export function finishReason(reason: FinishReason): string {
  switch (reason) {
    case 'tool-calls':
      return 'tool_calls';
    case 'length':
      return 'length';
    case 'filtered':
      return 'content_filter';
    default:
      return 'stop';
  }
}

export function chatUsage(usage: CanonicalUsage): JsonObject {
  return {
    prompt_tokens: usage.inputTokens,
    completion_tokens: usage.outputTokens,
    total_tokens: usage.totalTokens,
    prompt_tokens_details: { cached_tokens: usage.cachedInputTokens },
    completion_tokens_details: { reasoning_tokens: usage.reasoningTokens },
    ...(usage.source === 'estimated' && { estimated: true }),
  };
}

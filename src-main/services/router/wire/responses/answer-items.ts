import type { ToolForm, ToolRef } from '../canonical-request.ts';
import type { CanonicalUsage } from '../canonical-usage.ts';
import { isObject, type JsonObject, parseJson } from '../json.ts';

/** The items of an answer as Codex needs them: a field missing here makes it drop the item without a word. */

export interface CallShape {
  readonly itemId: string;
  readonly callId: string;
  readonly tool: ToolRef;
  readonly form: ToolForm;
}

export function messageItem(
  itemId: string,
  text: string,
  phase: string | undefined,
  status: string,
): JsonObject {
  const content = status === 'in_progress' ? [] : [outputText(text)];
  return { type: 'message', id: itemId, role: 'assistant', status, ...(phase && { phase }), content };
}

export function outputText(text: string): JsonObject {
  return { type: 'output_text', text, annotations: [] };
}

export function reasoningItem(
  itemId: string,
  parts: readonly string[],
  encrypted: string | undefined,
): JsonObject {
  const summary = parts.map(text => ({ type: 'summary_text', text }));
  return {
    type: 'reasoning',
    id: itemId,
    summary,
    ...(encrypted !== undefined && { encrypted_content: encrypted }),
  };
}

export function callItem(call: CallShape, input: string, status: string): JsonObject {
  const { itemId: id, callId: call_id, tool } = call;
  const namespace = tool.namespace === undefined ? {} : { namespace: tool.namespace };
  switch (call.form) {
    case 'function':
      return { type: 'function_call', id, call_id, ...namespace, name: tool.name, arguments: input, status };
    case 'custom':
      return { type: 'custom_tool_call', id, call_id, ...namespace, name: tool.name, input, status };
    case 'search':
      return {
        type: 'tool_search_call',
        id,
        call_id,
        execution: 'client',
        arguments: searchArguments(input),
        status,
      };
  }
}

/** Codex takes an object here, unlike everywhere else. */
function searchArguments(input: string): JsonObject {
  const json = parseJson(input);
  if (isObject(json)) return json;
  return input === '' ? {} : { query: input };
}

/** Codex fails a whole answer over a usage figure that is missing or not an integer. */
export function usageObject(usage: CanonicalUsage): JsonObject {
  return {
    input_tokens: Math.round(usage.inputTokens),
    input_tokens_details: {
      cached_tokens: Math.round(usage.cachedInputTokens),
      ...(usage.cacheWriteTokens > 0 && { cache_write_tokens: Math.round(usage.cacheWriteTokens) }),
    },
    output_tokens: Math.round(usage.outputTokens),
    output_tokens_details: { reasoning_tokens: Math.round(usage.reasoningTokens) },
    total_tokens: Math.round(usage.totalTokens),
    // No field of OpenAI's: clients pass over it, and who looks knows.
    ...(usage.source === 'estimated' && { estimated: true }),
  };
}

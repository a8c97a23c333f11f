import type { CanonicalRequest } from '../canonical-request.ts';
import {
  asArray,
  asBoolean,
  asNumber,
  asObject,
  asString,
  isArray,
  isObject,
  type JsonValue,
} from '../json.ts';
import { readTextFormat } from '../responses/read-request.ts';
import { readToolChoice } from '../responses/read-tools.ts';
import { violation } from '../violation.ts';
import { readChatMessages } from './read-messages.ts';
import { flatChoice, readChatTools } from './read-tools.ts';

/** Reads the body of `POST /v1/chat/completions`. Throws `contract-violation`. */
export function readChatRequest(json: JsonValue): CanonicalRequest {
  if (!isObject(json)) throw violation('the body is not a JSON object');
  const model = asString(json.model);
  if (model === undefined || model === '') throw violation('model is missing');
  if (!isArray(json.messages) || json.messages.length === 0) throw violation('messages is missing or empty');
  if (typeof json.n === 'number' && json.n > 1) throw violation('n above 1 is not supported');
  const format = asObject(json.response_format);
  const stop =
    typeof json.stop === 'string' ? [json.stop] : asArray(json.stop).filter(text => typeof text === 'string');
  return {
    model,
    stream: json.stream === true,
    items: readChatMessages(json.messages),
    ...readToolChoice(flatChoice(json.tool_choice), readChatTools(json.tools)),
    namespaces: [],
    parallelToolCalls: asBoolean(json.parallel_tool_calls),
    reasoning: { effort: asString(json.reasoning_effort) },
    format: readTextFormat(
      format?.type === 'json_schema' ? { type: 'json_schema', ...asObject(format.json_schema) } : format,
    ),
    verbosity: asString(json.verbosity),
    maxOutputTokens: asNumber(json.max_completion_tokens) ?? asNumber(json.max_tokens),
    temperature: asNumber(json.temperature),
    topP: asNumber(json.top_p),
    stop: stop.length > 0 ? stop : undefined,
    seed: asNumber(json.seed),
    presencePenalty: asNumber(json.presence_penalty),
    frequencyPenalty: asNumber(json.frequency_penalty),
    serviceTier: asString(json.service_tier),
    cacheKey: asString(json.prompt_cache_key),
    includeUsage: asObject(json.stream_options)?.include_usage === true ? true : undefined,
  };
}

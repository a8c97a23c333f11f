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
import { leftOutFields } from '../left-out.ts';
import { readTextFormat } from '../responses/read-request.ts';
import { readToolChoice } from '../responses/read-tools.ts';
import { violation } from '../violation.ts';
import { readChatMessages } from './read-messages.ts';
import { flatChoice, readChatTools } from './read-tools.ts';

/** Carried, or, from `user` on, without effect on the answer: who asks, and what the provider keeps of it. */
const KNOWN: ReadonlySet<string> = new Set(
  `model messages stream stream_options n tools tool_choice parallel_tool_calls reasoning_effort response_format
  verbosity max_completion_tokens max_tokens temperature top_p stop seed presence_penalty frequency_penalty
  service_tier prompt_cache_key
  user safety_identifier metadata store prompt_cache_retention`.split(/\s+/),
);

/** Reads the body of `POST /v1/chat/completions`. Throws `contract-violation`. */
export function readChatRequest(json: JsonValue): CanonicalRequest {
  if (!isObject(json)) throw violation('the body is not a JSON object');
  const model = asString(json.model);
  if (model === undefined || model === '') throw violation('model is missing');
  if (!isArray(json.messages) || json.messages.length === 0) throw violation('messages is missing or empty');
  if (typeof json.n === 'number' && json.n > 1) throw violation('n above 1 is not supported');
  // Without its tools a request would be answered as if it were whole.
  if (json.functions !== undefined) throw violation('functions is not supported: use tools');
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
    leftOut: leftOutFields(json, KNOWN),
    includeUsage: asObject(json.stream_options)?.include_usage === true ? true : undefined,
  };
}

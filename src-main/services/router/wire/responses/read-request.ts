import type { CanonicalItem, CanonicalRequest, TextFormat } from '../canonical-request.ts';
import {
  asArray,
  asBoolean,
  asNumber,
  asObject,
  asString,
  isObject,
  type JsonObject,
  type JsonValue,
} from '../json.ts';
import { leftOutFields } from '../left-out.ts';
import { violation } from '../violation.ts';
import { asksForCompaction } from './compaction.ts';
import { readItems } from './read-items.ts';
import { readToolChoice, readTools } from './read-tools.ts';

/** Carried, or, from `store` on, without effect on the answer: what the provider keeps of it, and who asks. */
const KNOWN: ReadonlySet<string> = new Set(
  `model input instructions stream tools tool_choice parallel_tool_calls reasoning text max_output_tokens
  temperature top_p service_tier prompt_cache_key client_metadata previous_response_id
  store include metadata user safety_identifier prompt_cache_retention stream_options`.split(/\s+/),
);

/** Reads the body of `POST /v1/responses` in all three shapes Codex sends. Throws `contract-violation`. */
export function readResponsesRequest(json: JsonValue): CanonicalRequest {
  if (!isObject(json)) throw violation('the body is not a JSON object');
  const model = asString(json.model);
  if (model === undefined || model === '') throw violation('model is missing');
  if (json.previous_response_id !== undefined && json.previous_response_id !== null) {
    throw violation('previous_response_id is not supported: send the whole input');
  }
  const isCompaction = asksForCompaction(json.input) || undefined;
  // A summary is written without tools.
  const lists = isCompaction ? [] : [json.tools, ...additionalTools(json.input)].map(readTools);
  const tools = lists.flatMap(list => list.tools);
  const reasoning = asObject(json.reasoning);
  const text = asObject(json.text);
  const instructions = asString(json.instructions);
  const system: CanonicalItem[] =
    instructions === undefined || instructions === ''
      ? []
      : [{ kind: 'message', role: 'system', parts: [{ kind: 'text', text: instructions }] }];
  return {
    model,
    stream: json.stream === true,
    items: [...system, ...readItems(json.input)],
    ...readToolChoice(json.tool_choice, tools),
    namespaces: lists.flatMap(list => list.namespaces),
    parallelToolCalls: asBoolean(json.parallel_tool_calls),
    reasoning: {
      effort: asString(reasoning?.effort),
      summary: asString(reasoning?.summary),
      context: asString(reasoning?.context),
    },
    format: readTextFormat(asObject(text?.format)),
    verbosity: asString(text?.verbosity),
    maxOutputTokens: asNumber(json.max_output_tokens),
    temperature: asNumber(json.temperature),
    topP: asNumber(json.top_p),
    serviceTier: asString(json.service_tier),
    cacheKey: asString(json.prompt_cache_key),
    clientMetadata: json.client_metadata,
    isCompaction,
    leftOut: leftOutFields(json, KNOWN),
  };
}

/** Codex's responses-lite shape has its tools in the input. */
function additionalTools(input: JsonValue | undefined): (JsonValue | undefined)[] {
  if (typeof input === 'string') return [];
  return asArray(input).flatMap(item =>
    isObject(item) && item.type === 'additional_tools' ? [item.tools] : [],
  );
}

/** `text.format` of Responses; Chat's `response_format` holds the schema one level deeper. */
export function readTextFormat(format: JsonObject | undefined): TextFormat {
  const schema = asObject(format?.schema);
  switch (format?.type) {
    case 'json_object':
      return { kind: 'json-object' };
    case 'json_schema':
      if (schema === undefined) throw violation('the json_schema format holds no schema');
      return {
        kind: 'json-schema',
        name: asString(format.name) ?? 'answer',
        schema,
        strict: asBoolean(format.strict),
        description: asString(format.description),
      };
    default:
      return { kind: 'text' };
  }
}

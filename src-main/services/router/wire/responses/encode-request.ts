import { NOTES, type Note } from '../../../../domain/dispatch/note-words.ts';
import type { CanonicalRequest, TextFormat, ToolChoice } from '../canonical-request.ts';
import type { EncodedRequest } from '../dialect.ts';
import { compact, type JsonObject, type JsonValue } from '../json.ts';
import { createToolNames } from '../tool-names.ts';
import type { WireTarget } from '../wire-target.ts';
import { encodeItems } from './encode-items.ts';
import { encodeTools } from './encode-tools.ts';

/** The body of `POST {base}/responses` where the client spoke another wire API. Stateless: nothing is stored. */
export function encodeResponsesRequest(request: CanonicalRequest, target: WireTarget): EncodedRequest {
  const notes: Note[] = [];
  const tools = target.tools === false ? [] : encodeTools(request.tools, request.namespaces);
  const { maxOutputTokens } = request;
  const { effort, summary, context } = request.reasoning;
  if (request.stop !== undefined) notes.push(NOTES.stops);
  if ((request.seed ?? request.presencePenalty ?? request.frequencyPenalty) !== undefined) {
    notes.push(NOTES.seedAndPenalties);
  }
  const text = compact({ verbosity: request.verbosity, format: formatObject(request.format) });
  const reasoning = compact({ effort, summary, context });
  const canReason = target.reasoning !== false;
  const body = compact({
    model: target.model,
    stream: request.stream,
    store: false,
    input: encodeItems(request.items, target),
    tools: tools.length > 0 ? tools : undefined,
    tool_choice: tools.length > 0 ? choiceValue(request.toolChoice) : undefined,
    parallel_tool_calls: tools.length > 0 ? request.parallelToolCalls : undefined,
    reasoning: canReason && Object.keys(reasoning).length > 0 ? reasoning : undefined,
    include: canReason ? ['reasoning.encrypted_content'] : undefined,
    text: Object.keys(text).length > 0 ? text : undefined,
    max_output_tokens:
      maxOutputTokens === undefined
        ? undefined
        : Math.min(maxOutputTokens, target.maxOutputTokens ?? maxOutputTokens),
    temperature: request.temperature,
    top_p: request.topP,
    service_tier: request.serviceTier,
    prompt_cache_key: request.cacheKey,
    client_metadata: target.provider === 'openai' ? request.clientMetadata : undefined,
  });
  return {
    path: '/responses',
    headers: {
      'content-type': 'application/json',
      accept: request.stream ? 'text/event-stream' : 'application/json',
    },
    body: JSON.stringify(body),
    notes,
    context: { target, toolNames: createToolNames(request), jsonAnswer: request.format.kind !== 'text' },
  };
}

function formatObject(format: TextFormat): JsonObject | undefined {
  switch (format.kind) {
    case 'text':
      return undefined;
    case 'json-object':
      return { type: 'json_object' };
    case 'json-schema': {
      const { name, schema, strict, description } = format;
      return compact({ type: 'json_schema', name, schema, strict, description });
    }
  }
}

function choiceValue(choice: ToolChoice): JsonValue | undefined {
  if (choice.kind === 'auto') return undefined;
  if (choice.kind !== 'tool') return choice.kind;
  return compact({ type: 'function', name: choice.tool.name, namespace: choice.tool.namespace });
}

import { effortNote, leftOutNote, NOTES, type Note } from '../../../../domain/dispatch/note-words.ts';
import { type CanonicalRequest, type ClientTool, offeredTools, toolKey } from '../canonical-request.ts';
import type { EncodedRequest } from '../dialect.ts';
import { effortLevel, nearestEffort } from '../effort.ts';
import { functionShape } from '../function-tool.ts';
import { compact, type JsonObject, type JsonValue } from '../json.ts';
import { cleanSchema } from '../schema/clean-schema.ts';
import { createToolNames, type ToolNames } from '../tool-names.ts';
import type { WireTarget } from '../wire-target.ts';
import { type ChatQuirks, chatQuirks } from './chat-quirks.ts';
import { encodeMessages } from './encode-messages.ts';

/** The body of `POST {base}/chat/completions` for one provider. */
export function encodeChatRequest(request: CanonicalRequest, target: WireTarget): EncodedRequest {
  const quirks = chatQuirks(target);
  const names = createToolNames(request);
  const notes = new Set<Note>();
  const tools = toolsFor(request, target, notes);
  const format = formatFor(request, quirks, tools.length > 0);
  const messages = encodeMessages(request, target, quirks, names, format.instruction, notes);
  if (!quirks.openAiFields && request.serviceTier !== undefined) notes.add(NOTES.serviceTier);
  if (!quirks.openAiFields && request.verbosity !== undefined) notes.add(NOTES.verbosity);
  const openAiFields: JsonObject = {
    verbosity: request.verbosity,
    service_tier: request.serviceTier,
    prompt_cache_key: request.cacheKey,
  };
  const body = compact({
    model: target.model,
    messages,
    stream: request.stream,
    stream_options: request.stream && quirks.streamUsage ? { include_usage: true } : undefined,
    ...toolFields(request, tools, names, quirks, notes),
    response_format: format.field,
    reasoning_effort: effortFor(request, target, quirks, notes),
    [quirks.maxTokensField]: outputLimit(request, target),
    temperature: request.temperature,
    top_p: request.topP,
    stop: request.stop,
    seed: request.seed,
    presence_penalty: request.presencePenalty,
    frequency_penalty: request.frequencyPenalty,
    ...(quirks.openAiFields ? openAiFields : {}),
  });
  return {
    path: '/chat/completions',
    headers: {
      'content-type': 'application/json',
      accept: request.stream ? 'text/event-stream' : 'application/json',
    },
    body: JSON.stringify(body),
    notes: [...notes],
    context: {
      target,
      toolNames: names,
      jsonAnswer: request.format.kind !== 'text',
      readsTextCalls: quirks.textCalls && tools.length > 0 && request.toolChoice.kind !== 'none',
    },
  };
}

function toolsFor(request: CanonicalRequest, target: WireTarget, notes: Set<Note>): readonly ClientTool[] {
  for (const tool of request.tools) if (tool.kind === 'hosted') notes.add(leftOutNote(tool.type));
  const tools = offeredTools(request);
  if (target.tools !== false || tools.length === 0) return tools;
  notes.add(NOTES.tools);
  return [];
}

function toolFields(
  request: CanonicalRequest,
  tools: readonly ClientTool[],
  names: ToolNames,
  quirks: ChatQuirks,
  notes: Set<Note>,
): JsonObject {
  if (tools.length === 0) return {};
  const parallel = quirks.parallelFlag ? request.parallelToolCalls : undefined;
  return compact({
    tools: tools.map(tool => toolObject(tool, names, quirks)),
    tool_choice: toolChoiceFor(request, tools, names, quirks, notes),
    parallel_tool_calls: parallel,
  });
}

function toolChoiceFor(
  request: CanonicalRequest,
  tools: readonly ClientTool[],
  names: ToolNames,
  quirks: ChatQuirks,
  notes: Set<Note>,
): JsonValue | undefined {
  const choice = request.toolChoice;
  switch (choice.kind) {
    case 'auto':
      return undefined;
    case 'none':
      return 'none';
    case 'required':
      if (quirks.forcedToolChoice) return 'required';
      break;
    case 'tool':
      if (quirks.forcedToolChoice && tools.some(tool => toolKey(tool.ref) === toolKey(choice.tool))) {
        return { type: 'function', function: { name: names.wireName(choice.tool) } };
      }
  }
  notes.add(NOTES.forcedChoice);
  return undefined;
}

function toolObject(tool: ClientTool, names: ToolNames, quirks: ChatQuirks): JsonObject {
  const { description, parameters } = functionShape(tool, quirks.schema);
  const strict = quirks.openAiFields && tool.kind === 'function' ? tool.strict : undefined;
  return {
    type: 'function',
    function: compact({ name: names.wireName(tool.ref), description, parameters, strict }),
  };
}

/** The wanted answer format as a field, else (or also) as an instruction. */
function formatFor(
  request: CanonicalRequest,
  quirks: ChatQuirks,
  hasTools: boolean,
): { readonly field?: JsonObject | undefined; readonly instruction: string } {
  const { format } = request;
  if (format.kind === 'text') return { instruction: '' };
  const isField = !hasTools || quirks.formatWithTools;
  const jsonOnly = 'Answer with one JSON object and nothing else.';
  if (format.kind === 'json-object') {
    return isField ? { field: { type: 'json_object' }, instruction: '' } : { instruction: jsonOnly };
  }
  const { name, strict, description } = format;
  const schema = cleanSchema(format.schema, quirks.schema);
  if (isField && quirks.format === 'json_schema') {
    const json_schema = compact({ name, description, strict, schema });
    return { field: { type: 'json_schema', json_schema }, instruction: '' };
  }
  const instruction = `${jsonOnly} It must match this JSON Schema:\n${JSON.stringify(schema)}`;
  return { field: isField ? { type: 'json_object' } : undefined, instruction };
}

function effortFor(
  request: CanonicalRequest,
  target: WireTarget,
  quirks: ChatQuirks,
  notes: Set<Note>,
): string | undefined {
  if (request.reasoning.effort === undefined) return undefined;
  const wanted = effortLevel(request.reasoning.effort);
  const canReason = target.reasoning ?? quirks.effortUnasked;
  const effort = wanted === undefined || !canReason ? undefined : nearestEffort(wanted, quirks.efforts);
  if (effort !== request.reasoning.effort)
    notes.add(effort === undefined ? NOTES.effort : effortNote(effort));
  return effort;
}

function outputLimit(request: CanonicalRequest, target: WireTarget): number | undefined {
  const { maxOutputTokens } = request;
  if (maxOutputTokens === undefined) return undefined;
  return Math.min(maxOutputTokens, target.maxOutputTokens ?? maxOutputTokens);
}

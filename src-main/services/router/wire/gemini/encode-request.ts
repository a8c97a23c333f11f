import {
  leftOutNote,
  NOTES,
  type Note,
  stopsNote,
  tierNote,
} from '../../../../domain/dispatch/note-words.ts';
import { type CanonicalRequest, offeredTools, toolKey } from '../canonical-request.ts';
import type { EncodedRequest } from '../dialect.ts';
import { functionShape } from '../function-tool.ts';
import { compact, type JsonObject, type JsonValue } from '../json.ts';
import { GEMINI_SCHEMA } from '../schema/schema-profile.ts';
import { createToolNames, type ToolNames } from '../tool-names.ts';
import { splitTurns } from '../turns.ts';
import { formatInstruction, textOf } from '../vendor/instructions.ts';
import { note } from '../vendor/note.ts';
import type { WireTarget } from '../wire-target.ts';
import { textParts } from './content-parts.ts';
import { type Content, encodeContents } from './encode-contents.ts';
import { geminiParameters, geminiSchema } from './gemini-schema.ts';
import { type GeminiTraits, geminiTraits } from './model-traits.ts';
import { thinkingConfig } from './thinking-config.ts';

const MAX_STOP_SEQUENCES = 5;
const SERVICE_TIERS: Readonly<Record<string, string>> = {
  default: 'standard',
  standard: 'standard',
  flex: 'flex',
  priority: 'priority',
};

/** A request as `models/…:generateContent` or `:streamGenerateContent` (ai.google.dev/api/generate-content). */
export function encodeGeminiRequest(request: CanonicalRequest, target: WireTarget): EncodedRequest {
  const notes: Note[] = [];
  const traits = geminiTraits(target.model);
  const names = createToolNames(request);
  const list = splitTurns(request.items);
  for (const item of list.opaque) note(notes, leftOutNote(item.type));
  const images = target.images !== false;
  const contents = encodeContents(list.turns, { target, names, traits, notes, images });
  const tools = encodeTools(request, target, names, notes);
  const format = answerFormat(request, traits, tools !== undefined);
  const words = format === undefined ? formatInstruction(request.format) : undefined;
  if (words !== undefined) note(notes, NOTES.answerFormat);
  const system = [...list.system.map(message => textOf(message.parts)), words ?? ''].flatMap(textParts);
  const generationConfig = compact({
    ...generation(request, target, notes),
    ...format,
    thinkingConfig: thinkingConfig(request, target, traits.thinking, notes),
  });
  const tier =
    request.serviceTier === undefined || request.serviceTier === 'auto' ? undefined : request.serviceTier;
  const serviceTier = tier === undefined ? undefined : SERVICE_TIERS[tier];
  if (tier !== undefined && serviceTier === undefined) note(notes, tierNote(tier));
  const hasSystem = traits.takesSystem && system.length > 0;
  const body = compact({
    systemInstruction: hasSystem ? { parts: system } : undefined,
    contents: (hasSystem ? contents : prefixed(contents, system)).map(content => ({ ...content })),
    tools: tools === undefined ? undefined : [{ functionDeclarations: tools }],
    toolConfig: tools === undefined ? undefined : toolConfig(request, names, notes),
    generationConfig: Object.keys(generationConfig).length === 0 ? undefined : generationConfig,
    serviceTier,
  });
  const resource = /^(?:models|tunedModels)\//.test(target.model) ? target.model : `models/${target.model}`;
  return {
    path: `/${encodeURI(resource)}:${request.stream ? 'streamGenerateContent' : 'generateContent'}`,
    query: request.stream ? { alt: 'sse' } : undefined,
    headers: {
      'content-type': 'application/json',
      accept: request.stream ? 'text/event-stream' : 'application/json',
    },
    body: JSON.stringify(body),
    notes,
    context: { target, toolNames: names, jsonAnswer: request.format.kind !== 'text' },
  };
}

/** For models without `systemInstruction`: the instructions open the conversation. */
function prefixed(contents: readonly Content[], system: readonly JsonObject[]): readonly Content[] {
  const [first, ...rest] = contents;
  return first === undefined || system.length === 0
    ? contents
    : [{ ...first, parts: [...system, ...first.parts] }, ...rest];
}

function encodeTools(
  request: CanonicalRequest,
  target: WireTarget,
  names: ToolNames,
  notes: Note[],
): readonly JsonObject[] | undefined {
  for (const tool of request.tools) if (tool.kind === 'hosted') note(notes, leftOutNote(tool.type));
  const offered = offeredTools(request);
  if (offered.length === 0) return undefined;
  if (target.tools === false) {
    note(notes, NOTES.toolsOfNone);
    return undefined;
  }
  return offered.map(tool => {
    const { description, parameters } = functionShape(tool, GEMINI_SCHEMA);
    const name = names.wireName(tool.ref);
    return compact({ name, description: description || name, parameters: geminiParameters(parameters) });
  });
}

function toolConfig(request: CanonicalRequest, names: ToolNames, notes: Note[]): JsonObject | undefined {
  if (request.parallelToolCalls === false) note(notes, NOTES.oneCall);
  const { toolChoice } = request;
  switch (toolChoice.kind) {
    case 'auto':
      return undefined;
    case 'none':
      return { functionCallingConfig: { mode: 'NONE' } };
    case 'required':
      return { functionCallingConfig: { mode: 'ANY' } };
    case 'tool': {
      const key = toolKey(toolChoice.tool);
      if (offeredTools(request).some(tool => toolKey(tool.ref) === key)) {
        const allowedFunctionNames = [names.wireName(toolChoice.tool)];
        return { functionCallingConfig: { mode: 'ANY', allowedFunctionNames } };
      }
      note(notes, NOTES.forcedChoiceAbsent);
      return undefined;
    }
  }
}

/** JSON output in the provider's fields; undefined for plain text or where words must do. */
function answerFormat(
  request: CanonicalRequest,
  traits: GeminiTraits,
  hasTools: boolean,
): JsonObject | undefined {
  const { format } = request;
  if (format.kind === 'text' || (hasTools && !traits.jsonWithTools)) return undefined;
  if (format.kind === 'json-object') return { responseMimeType: 'application/json' };
  return { responseMimeType: 'application/json', responseSchema: geminiSchema(format.schema) };
}

function generation(
  request: CanonicalRequest,
  target: WireTarget,
  notes: Note[],
): Record<string, JsonValue | undefined> {
  const { maxOutputTokens: wanted, temperature, topP, seed } = request;
  const limit = target.maxOutputTokens;
  const stop = (request.stop ?? []).filter(text => text !== '');
  if (stop.length > MAX_STOP_SEQUENCES) note(notes, stopsNote(MAX_STOP_SEQUENCES));
  if (request.presencePenalty !== undefined || request.frequencyPenalty !== undefined)
    note(notes, NOTES.penalties);
  if (request.verbosity !== undefined) note(notes, NOTES.verbosity);
  return {
    maxOutputTokens: wanted === undefined ? limit : Math.min(wanted, limit ?? wanted),
    temperature,
    topP,
    // A 32-bit field.
    seed: seed === undefined ? undefined : seed | 0,
    stopSequences: stop.length === 0 ? undefined : stop.slice(0, MAX_STOP_SEQUENCES),
  };
}

import { leftOutNote, NOTES, type Note } from '../../../../domain/dispatch/note-words.ts';
import { type CanonicalRequest, offeredTools, type ToolRef, toolKey } from '../canonical-request.ts';
import { functionShape } from '../function-tool.ts';
import { isArray, isObject, type JsonObject } from '../json.ts';
import { FULL_SCHEMA_INLINED } from '../schema/schema-profile.ts';
import type { ToolNames } from '../tool-names.ts';
import { note } from '../vendor/note.ts';
import type { WireTarget } from '../wire-target.ts';
import type { ModelTraits } from './model-traits.ts';

export interface EncodedTools {
  readonly tools: readonly JsonObject[];
  readonly toolChoice: JsonObject | undefined;
  /** The model is made to call a tool. */
  readonly isForced: boolean;
}

const PROPERTY_NAME = /^[A-Za-z0-9_.-]{1,64}$/;

/** Tools and the choice among them. Hosted tools are left out with a note: nobody here could run them. */
export function encodeTools(
  request: CanonicalRequest,
  target: WireTarget,
  names: ToolNames,
  traits: ModelTraits,
  notes: Note[],
): EncodedTools {
  for (const tool of request.tools) if (tool.kind === 'hosted') note(notes, leftOutNote(tool.type));
  const offered = target.tools === false ? [] : offeredTools(request);
  if (offered.length === 0) return historyTools(request, names, notes, target);
  const tools = offered.map(tool => {
    const { description, parameters } = functionShape(tool, FULL_SCHEMA_INLINED);
    return {
      name: names.wireName(tool.ref),
      ...(description === '' ? {} : { description }),
      input_schema: legalProperties(parameters, notes),
    };
  });
  const keys = new Set(offered.map(tool => toolKey(tool.ref)));
  const choice = chooseTool(request, traits, ref => keys.has(toolKey(ref)), names, notes);
  const single = request.parallelToolCalls === false || target.parallelTools === false;
  const serial = single && choice.type !== 'none' ? { disable_parallel_tool_use: true } : {};
  const isDefault = choice.type === 'auto' && !single;
  return {
    tools,
    toolChoice: isDefault ? undefined : { ...choice, ...serial },
    isForced: choice.type === 'any' || choice.type === 'tool',
  };
}

/** Calls in the history must have a tool behind them, also where none may be called any more (compaction). */
function historyTools(
  request: CanonicalRequest,
  names: ToolNames,
  notes: Note[],
  target: WireTarget,
): EncodedTools {
  if (target.tools === false && request.tools.length > 0) note(notes, NOTES.toolsOfNone);
  const used = new Set<string>();
  for (const item of request.items) if (item.kind === 'call') used.add(names.wireName(item.tool));
  if (used.size === 0) return { tools: [], toolChoice: undefined, isForced: false };
  const tools = [...used].sort().map(name => ({ name, input_schema: { type: 'object', properties: {} } }));
  return { tools, toolChoice: { type: 'none' }, isForced: false };
}

function chooseTool(
  request: CanonicalRequest,
  traits: ModelTraits,
  isOffered: (ref: ToolRef) => boolean,
  names: ToolNames,
  notes: Note[],
): JsonObject {
  const { toolChoice } = request;
  if (toolChoice.kind === 'auto' || toolChoice.kind === 'none') return { type: toolChoice.kind };
  if (!traits.forcedTools) {
    note(notes, NOTES.forcedChoiceRefused);
    return { type: 'auto' };
  }
  if (toolChoice.kind === 'required') return { type: 'any' };
  if (isOffered(toolChoice.tool)) return { type: 'tool', name: names.wireName(toolChoice.tool) };
  note(notes, NOTES.forcedChoiceAbsent);
  return { type: 'auto' };
}

/** The provider refuses property names outside its pattern; such a parameter cannot be offered. */
function legalProperties(parameters: JsonObject, notes: Note[]): JsonObject {
  const properties = isObject(parameters.properties) ? parameters.properties : {};
  const names = Object.keys(properties);
  const legal = names.filter(name => PROPERTY_NAME.test(name));
  if (legal.length === names.length) return parameters;
  note(notes, NOTES.parameterNames);
  const required = isArray(parameters.required)
    ? parameters.required.filter(name => typeof name === 'string' && legal.includes(name))
    : [];
  const { required: _, ...rest } = parameters;
  return {
    ...rest,
    properties: Object.fromEntries(legal.map(name => [name, properties[name]])),
    ...(required.length === 0 ? {} : { required }),
  };
}

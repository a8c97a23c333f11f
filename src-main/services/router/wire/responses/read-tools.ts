import type {
  CanonicalRequest,
  CanonicalTool,
  ClientTool,
  ToolChoice,
  ToolRef,
} from '../canonical-request.ts';
import {
  asArray,
  asBoolean,
  asObject,
  asString,
  isObject,
  type JsonObject,
  type JsonValue,
} from '../json.ts';

export interface ReadTools {
  readonly tools: CanonicalTool[];
  readonly namespaces: { readonly name: string; readonly description: string }[];
}

/** Reads a `tools` array (top level, `additional_tools` or a search's findings), namespaces flattened. */
export function readTools(value: JsonValue | undefined): ReadTools {
  const read: ReadTools = { tools: [], namespaces: [] };
  for (const tool of asArray(value)) {
    if (!isObject(tool)) continue;
    if (tool.type === 'namespace') {
      const name = asString(tool.name) ?? '';
      read.namespaces.push({ name, description: asString(tool.description) ?? '' });
      for (const inner of asArray(tool.tools)) {
        const inside = isObject(inner) ? readClientTool(inner, name) : undefined;
        if (inside !== undefined) read.tools.push(inside);
      }
      continue;
    }
    read.tools.push(
      readClientTool(tool, undefined) ?? {
        kind: 'hosted',
        type: asString(tool.type) ?? 'unknown',
        raw: tool,
      },
    );
  }
  return read;
}

function readClientTool(tool: JsonObject, namespace: string | undefined): ClientTool | undefined {
  const description = asString(tool.description);
  const name = asString(tool.name);
  const deferLoading = asBoolean(tool.defer_loading);
  switch (tool.type) {
    case 'function': {
      if (name === undefined) return undefined;
      const parameters = asObject(tool.parameters) ?? {};
      const strict = asBoolean(tool.strict);
      return { kind: 'function', ref: ref(namespace, name), description, parameters, strict, deferLoading };
    }
    case 'custom': {
      if (name === undefined) return undefined;
      const format = asObject(tool.format);
      const definition = asString(format?.definition);
      const grammar =
        format?.type === 'grammar' && definition !== undefined
          ? { syntax: asString(format.syntax) ?? 'lark', definition }
          : undefined;
      return { kind: 'custom', ref: ref(namespace, name), description, grammar, deferLoading };
    }
    case 'tool_search':
      if (tool.execution !== 'client') return undefined;
      return {
        kind: 'search',
        ref: { name: SEARCH_NAME },
        description,
        parameters: asObject(tool.parameters) ?? {},
      };
    default:
      return undefined;
  }
}

/** The name a tool search has towards upstreams that only know functions. */
export const SEARCH_NAME = 'tool_search';

export function ref(namespace: string | undefined, name: string): ToolRef {
  return namespace === undefined ? { name } : { namespace, name };
}

/** `tool_choice`, and the tools that are left where it allows only some. */
export function readToolChoice(
  value: JsonValue | undefined,
  tools: readonly CanonicalTool[],
): Pick<CanonicalRequest, 'toolChoice' | 'tools'> {
  if (typeof value === 'string') return { toolChoice: modeOf(value), tools };
  const choice = asObject(value);
  const name = asString(choice?.name);
  switch (choice?.type) {
    case 'function':
    case 'custom':
      if (name === undefined) return { toolChoice: { kind: 'auto' }, tools };
      return { toolChoice: { kind: 'tool', tool: ref(asString(choice.namespace), name) }, tools };
    case 'allowed_tools': {
      const names = new Set(asArray(choice.tools).map(entry => asString(asObject(entry)?.name)));
      const left = tools.filter(tool => tool.kind !== 'hosted' && names.has(tool.ref.name));
      return { toolChoice: modeOf(asString(choice.mode) ?? 'auto'), tools: left };
    }
    default:
      return { toolChoice: { kind: 'auto' }, tools };
  }
}

function modeOf(mode: string): ToolChoice {
  return mode === 'none' || mode === 'required' ? { kind: mode } : { kind: 'auto' };
}

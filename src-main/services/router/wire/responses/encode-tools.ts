import type { CanonicalRequest, CanonicalTool, ClientTool } from '../canonical-request.ts';
import { compact, type JsonObject } from '../json.ts';
import { cleanSchema } from '../schema/clean-schema.ts';
import { FULL_SCHEMA } from '../schema/schema-profile.ts';

/** Canonical tools as a Responses `tools` array, neighbours of one namespace put back into it. */
export function encodeTools(
  tools: readonly CanonicalTool[],
  namespaces: CanonicalRequest['namespaces'],
): JsonObject[] {
  const out: JsonObject[] = [];
  let open: { readonly name: string; readonly tools: JsonObject[] } | undefined;
  for (const tool of tools) {
    if (tool.kind === 'hosted') {
      open = undefined;
      out.push(tool.raw);
      continue;
    }
    const name = tool.ref.namespace;
    if (name === undefined) {
      open = undefined;
      out.push(encodeTool(tool));
      continue;
    }
    if (open?.name !== name) {
      open = { name, tools: [] };
      const description = namespaces.find(space => space.name === name)?.description ?? '';
      out.push({ type: 'namespace', name, description, tools: open.tools });
    }
    open.tools.push(encodeTool(tool));
  }
  return out;
}

function encodeTool(tool: ClientTool): JsonObject {
  const { name } = tool.ref;
  const { description } = tool;
  switch (tool.kind) {
    case 'function': {
      const parameters = cleanSchema(tool.parameters, FULL_SCHEMA);
      const { strict, deferLoading: defer_loading } = tool;
      return compact({ type: 'function', name, description, strict, defer_loading, parameters });
    }
    case 'custom': {
      const format = tool.grammar === undefined ? undefined : { type: 'grammar', ...tool.grammar };
      return compact({ type: 'custom', name, description, defer_loading: tool.deferLoading, format });
    }
    case 'search':
      return compact({ type: 'tool_search', execution: 'client', description, parameters: tool.parameters });
  }
}

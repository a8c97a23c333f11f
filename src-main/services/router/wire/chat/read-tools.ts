import type { CanonicalTool } from '../canonical-request.ts';
import {
  asArray,
  asBoolean,
  asObject,
  asString,
  isObject,
  type JsonObject,
  type JsonValue,
} from '../json.ts';

/** Chat's tools: the same as Responses' with everything one level deeper. */
export function readChatTools(value: JsonValue | undefined): CanonicalTool[] {
  return asArray(value).filter(isObject).map(readTool);
}

function readTool(tool: JsonObject): CanonicalTool {
  const type = asString(tool.type) ?? 'unknown';
  const inner = asObject(tool.function) ?? asObject(tool.custom);
  const name = asString(inner?.name);
  if (inner === undefined || name === undefined) return { kind: 'hosted', type, raw: tool };
  const description = asString(inner.description);
  if (type === 'custom') {
    const grammar = asObject(asObject(inner.format)?.grammar);
    const definition = asString(grammar?.definition);
    const read =
      definition === undefined ? undefined : { syntax: asString(grammar?.syntax) ?? 'lark', definition };
    return { kind: 'custom', ref: { name }, description, grammar: read };
  }
  const parameters = asObject(inner.parameters) ?? {};
  return { kind: 'function', ref: { name }, description, parameters, strict: asBoolean(inner.strict) };
}

/** Chat's `tool_choice` in the shape of Responses'. */
export function flatChoice(value: JsonValue | undefined): JsonValue | undefined {
  const choice = asObject(value);
  if (choice === undefined) return value;
  const allowed = asObject(choice.allowed_tools);
  if (allowed !== undefined) {
    const tools = asArray(allowed.tools).map(tool => flatChoice(tool) ?? null);
    return { type: 'allowed_tools', mode: asString(allowed.mode) ?? 'auto', tools };
  }
  return { ...choice, ...(asObject(choice.function) ?? asObject(choice.custom)) };
}

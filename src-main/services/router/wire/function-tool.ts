import type { ClientTool, ToolForm } from './canonical-request.ts';
import { CUSTOM_INPUT_KEY } from './custom-input.ts';
import { asObject, type JsonObject, parseJson } from './json.ts';
import { cleanSchema } from './schema/clean-schema.ts';
import type { SchemaProfile } from './schema/schema-profile.ts';

/** A client tool as a plain function, which is all that most upstreams know. */
export interface FunctionShape {
  readonly description: string;
  readonly parameters: JsonObject;
}

/**
 * A free-text tool becomes a function with the one string parameter `input`, its grammar told in the
 * description; a function keeps its schema, cleaned for the provider.
 */
export function functionShape(tool: ClientTool, profile: SchemaProfile): FunctionShape {
  if (tool.kind !== 'custom') {
    return { description: tool.description ?? '', parameters: cleanSchema(tool.parameters, profile) };
  }
  const grammar =
    tool.grammar === undefined
      ? ''
      : `\n\nThe text must match this ${tool.grammar.syntax} grammar:\n${tool.grammar.definition}`;
  return {
    description: `${tool.description ?? ''}${grammar}\n\nCall it with the whole text as the string "${CUSTOM_INPUT_KEY}".`,
    parameters: {
      type: 'object',
      properties: { [CUSTOM_INPUT_KEY]: { type: 'string', description: 'The whole free-form text.' } },
      required: [CUSTOM_INPUT_KEY],
    },
  };
}

/** A call's input as the JSON text of function arguments. */
export function argumentsText(form: ToolForm, input: string): string {
  if (form === 'custom') return JSON.stringify({ [CUSTOM_INPUT_KEY]: input });
  return input.trim() === '' ? '{}' : input;
}

/** A call's input as an object, for providers that take no JSON text. What is not an object is wrapped. */
export function argumentsObject(form: ToolForm, input: string): JsonObject {
  if (form === 'custom') return { [CUSTOM_INPUT_KEY]: input };
  const json = parseJson(input);
  return asObject(json) ?? (input.trim() === '' ? {} : { [CUSTOM_INPUT_KEY]: input });
}

import { readdirSync, readFileSync } from 'node:fs';
import { asArray, asObject, isObject, type JsonObject, type JsonValue } from '../json.ts';

const FOLDER = new URL('../fixtures/codex/', import.meta.url);

export interface CodexRequest {
  readonly name: string;
  readonly body: JsonObject;
}

/** The captured bodies with their tools in full. */
export function loadCodexRequests(): readonly CodexRequest[] {
  const tools = new Map<JsonValue | undefined, JsonValue>();
  for (const file of names('tools/')) for (const tool of asArray(read(file))) tools.set(keyOf(tool), tool);
  return names('requests/').map(file => {
    const body = asObject(asObject(read(file))?.body) ?? {};
    const whole =
      body.tools === undefined
        ? {}
        : { tools: asArray(body.tools).map(tool => tools.get(keyOf(tool)) ?? tool) };
    return { name: file.slice('requests/'.length, -'.json'.length), body: { ...body, ...whole } };
  });
}

function names(folder: string): string[] {
  return readdirSync(new URL(folder, FOLDER))
    .sort()
    .map(file => folder + file);
}

function read(file: string): JsonValue {
  return JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as JsonValue;
}

function keyOf(tool: JsonValue): JsonValue | undefined {
  return isObject(tool) ? (tool.name ?? tool.type) : undefined;
}

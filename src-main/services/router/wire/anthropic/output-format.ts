import type { TextFormat } from '../canonical-request.ts';
import { isObject, type JsonObject, type JsonValue } from '../json.ts';
import { cleanSchema } from '../schema/clean-schema.ts';
import type { SchemaProfile } from '../schema/schema-profile.ts';
import type { ModelTraits } from './model-traits.ts';

/** What `output_config.format` takes: no bounds, no recursion (platform.claude.com, Structured outputs). */
const OUTPUT_SCHEMA: SchemaProfile = {
  keywords: new Set([
    'type',
    'description',
    'enum',
    'properties',
    'required',
    'items',
    'anyOf',
    'additionalProperties',
    'format',
    'title',
    'default',
  ]),
  refs: false,
  mixedEnums: true,
  nullable: 'type-list',
  anyOf: true,
  formats: {
    string: ['date-time', 'time', 'date', 'duration', 'email', 'hostname', 'uri', 'ipv4', 'ipv6', 'uuid'],
  },
  typed: false,
};

/** The `format` of `output_config`, or undefined where the format must be asked for in words (or is plain text). */
export function outputFormat(format: TextFormat, traits: ModelTraits): JsonObject | undefined {
  if (format.kind !== 'json-schema' || !traits.jsonSchemaOutput) return undefined;
  return { type: 'json_schema', schema: closeObjects(cleanSchema(format.schema, OUTPUT_SCHEMA)) };
}

/** Every object must say `additionalProperties: false`. */
function closeObjects(schema: JsonObject): JsonObject {
  const out: Record<string, JsonValue | undefined> = { ...schema };
  if (isObject(schema.properties)) {
    out.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([name, child]) => [name, closed(child)]),
    );
  }
  if (schema.items !== undefined) out.items = closed(schema.items);
  if (Array.isArray(schema.anyOf)) out.anyOf = schema.anyOf.map(closed);
  if (schema.type === 'object' || isObject(schema.properties)) out.additionalProperties = false;
  else delete out.additionalProperties;
  return out;
}

function closed(child: JsonValue | undefined): JsonValue {
  return isObject(child) ? closeObjects(child) : (child ?? {});
}

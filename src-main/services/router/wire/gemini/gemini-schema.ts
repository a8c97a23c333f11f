import { asArray, isObject, type JsonObject, type JsonValue } from '../json.ts';
import { cleanSchema } from '../schema/clean-schema.ts';
import { GEMINI_SCHEMA } from '../schema/schema-profile.ts';

/** A schema as Gemini's `Schema` object. */
export function geminiSchema(schema: JsonObject): JsonObject {
  return repair(cleanSchema(schema, GEMINI_SCHEMA));
}

/** Function parameters already cleaned, or undefined for none: an object without properties is refused there. */
export function geminiParameters(cleaned: JsonObject): JsonObject | undefined {
  const repaired = repair(cleaned);
  const { properties } = repaired;
  return isObject(properties) && Object.keys(properties).length > 0 ? repaired : undefined;
}

/** What remains refused in a schema of allowed keywords: blank enum values, `properties` and unions that are empty. */
function repair(schema: JsonObject): JsonObject {
  const out: Record<string, JsonValue | undefined> = { ...schema };
  const values = asArray(schema.enum).filter(value => value !== '');
  if (schema.enum !== undefined) {
    if (values.length > 0) out.enum = values;
    else delete out.enum;
  }
  if (isObject(schema.properties)) {
    const children = Object.entries(schema.properties).map(
      ([name, child]) => [name, repaired(child)] as const,
    );
    if (children.length > 0) out.properties = Object.fromEntries(children);
    else delete out.properties;
  }
  if (schema.items !== undefined) out.items = repaired(schema.items);
  if (schema.anyOf !== undefined) {
    const branches = asArray(schema.anyOf).map(repaired);
    if (branches.length > 0) out.anyOf = branches;
    else delete out.anyOf;
  }
  return out;
}

function repaired(child: JsonValue | undefined): JsonObject {
  return isObject(child) ? repair(child) : { type: 'string' };
}

import type { JsonObject } from '../json.ts';
import type { SchemaProfile } from './schema-profile.ts';

/** A tool's or an answer's JSON Schema as one provider accepts it. The input is not changed. */
export function cleanSchema(schema: JsonObject, _profile: SchemaProfile): JsonObject {
  return schema;
}

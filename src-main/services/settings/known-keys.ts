import { z } from 'zod';
import { policySchema } from '../../contract/policy.ts';
import { routerSettingsSchema } from '../../contract/settings.ts';

export const ROUTER_FILE = 'router.yaml';
export const POLICY_FILE = 'codex-routing-policy.yaml';

/** The schema without what stands around it: `optional`, `default`, `prefault`. */
function inner(schema: z.core.$ZodType): z.core.$ZodType {
  let current = schema;
  while (
    current instanceof z.ZodOptional ||
    current instanceof z.ZodDefault ||
    current instanceof z.ZodPrefault
  ) {
    current = current.unwrap();
  }
  return current;
}

/** @returns the keys a group of settings may hold, for "did you mean"; empty where any name is allowed */
export function knownKeys(file: string, path: readonly PropertyKey[]): readonly string[] {
  let schema: z.core.$ZodType = file === POLICY_FILE ? policySchema : routerSettingsSchema;
  for (const step of path) {
    const at = inner(schema);
    if (at instanceof z.ZodObject) {
      const next: z.core.$ZodType | undefined = at.shape[String(step)];
      if (!next) return [];
      schema = next;
    } else if (at instanceof z.ZodRecord) schema = at.valueType;
    else if (at instanceof z.ZodArray) schema = at.element;
    else return [];
  }
  const last = inner(schema);
  return last instanceof z.ZodObject ? Object.keys(last.shape) : [];
}

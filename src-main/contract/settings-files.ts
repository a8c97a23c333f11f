import { z } from 'zod';
import { jsonSchema } from './json-value.ts';
import { saidSchema } from './sentence.ts';

export const settingsFileNameSchema = z.enum(['router.yaml', 'codex-routing-policy.yaml']);
export type SettingsFileName = z.infer<typeof settingsFileNameSchema>;

/** One mistake in a settings file, where it is (1-based) and what to do about it. */
export const settingsProblemSchema = z.strictObject({
  file: z.string(),
  line: z.int(),
  column: z.int(),
  message: z.string(),
  remedy: z.string(),
  said: saidSchema.optional(),
});
export type SettingsProblem = z.infer<typeof settingsProblemSchema>;

export const settingsFilesSchema = z.strictObject({
  files: z.array(z.strictObject({ file: settingsFileNameSchema, path: z.string(), text: z.string() })),
  /** Every policy value in force, with where it comes from. */
  policyValues: z.array(
    z.strictObject({
      key: z.string(),
      value: jsonSchema,
      source: z.enum(['flag', 'environment', 'file', 'default']),
      envName: z.string().optional(),
    }),
  ),
  /** Values of `router.yaml` that have a field in the form, by their path. */
  routerValues: z.array(z.strictObject({ path: z.array(z.string()), value: jsonSchema })).optional(),
});
export type SettingsFiles = z.infer<typeof settingsFilesSchema>;
export type PolicyValueRow = SettingsFiles['policyValues'][number];

/** Nothing was written while there are problems. */
export const settingsWrittenSchema = z.strictObject({ problems: z.array(settingsProblemSchema) });
export type SettingsWritten = z.infer<typeof settingsWrittenSchema>;

export const settingsEditSchema = z.strictObject({
  path: z.array(z.union([z.string(), z.int()])).min(1),
  /** Absent removes the key. */
  value: jsonSchema.optional(),
});
export type SettingsEdit = z.infer<typeof settingsEditSchema>;

import { z } from 'zod';
import { providerIdSchema } from './provider-id.ts';
import { appSnapshotSchema, faultSchema, keyStatusSchema } from './snapshot.ts';

export const launchModeSchema = z.enum(['routed', 'no-openai', 'local', 'huggingface', 'plain']);
export type LaunchMode = z.infer<typeof launchModeSchema>;

/** A command either happened, or says why not and what to do next. */
export const outcomeSchema = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), message: z.string().optional() }),
  z.strictObject({ ok: z.literal(false), fault: faultSchema }),
]);
export type Outcome = z.infer<typeof outcomeSchema>;

/** A key goes in once and never comes out: no output schema of this table has a place for one. */
export const newKeySchema = z
  .string()
  .trim()
  .min(8)
  .max(512)
  .regex(/^[\x21-\x7e]+$/);

/**
 * Every call a window may make, over IPC in Electron and over HTTP in web mode: one table, both ends typed
 * from it, inputs parsed before a handler sees them.
 */
export const DASHBOARD_CALLS = {
  'snapshot.get': { input: z.undefined(), output: appSnapshotSchema },
  'routing.start': {
    input: z.strictObject({ port: z.int().min(0).max(65535).optional() }),
    output: outcomeSchema,
  },
  'routing.stop': { input: z.undefined(), output: outcomeSchema },
  'keys.list': { input: z.undefined(), output: z.array(keyStatusSchema) },
  'keys.set': {
    input: z.strictObject({ provider: providerIdSchema, key: newKeySchema, remember: z.boolean() }),
    output: outcomeSchema,
  },
  'keys.forget': { input: z.strictObject({ provider: providerIdSchema }), output: outcomeSchema },
  'keys.forgetAll': { input: z.undefined(), output: outcomeSchema },
  'keys.check': { input: z.strictObject({ provider: providerIdSchema }), output: outcomeSchema },
  'codex.launch': {
    input: z.strictObject({ mode: launchModeSchema, folder: z.string().min(1) }),
    output: outcomeSchema,
  },
  'codex.chooseFolder': {
    input: z.undefined(),
    output: z.strictObject({ folder: z.string().optional() }),
  },
  'codex.restore': { input: z.undefined(), output: outcomeSchema },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

export type DashboardCall = keyof typeof DASHBOARD_CALLS;
export type CallInput<C extends DashboardCall> = z.infer<(typeof DASHBOARD_CALLS)[C]['input']>;
export type CallOutput<C extends DashboardCall> = z.infer<(typeof DASHBOARD_CALLS)[C]['output']>;

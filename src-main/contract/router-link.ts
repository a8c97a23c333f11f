import { z } from 'zod';
import { providerIdSchema } from './provider-id.ts';
import { requestEventSchema } from './request-event.ts';
import { routerSettingsSchema } from './settings.ts';

/**
 * The parent link: everything the router process is told and tells. It is the only way settings and keys
 * reach the router; the router ends when the link closes.
 */

export const toRouterSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('start'),
    /** Echoed in `ready` and by `GET /health` to the holder of the local key: proves that our child answers. */
    runtimeId: z.string().min(16),
    /** Bearer that clients of the router present. */
    localKey: z.string().min(32),
    settings: routerSettingsSchema,
    /** Provider keys in clear: this message must never be logged. */
    keys: z.record(providerIdSchema, z.string()),
    /** Base instructions for the model catalog, taken from the installed Codex where there is one. */
    baseInstructions: z.string(),
  }),
  z.strictObject({ type: z.literal('settings'), settings: routerSettingsSchema }),
  z.strictObject({ type: z.literal('keys'), keys: z.record(providerIdSchema, z.string()) }),
  /** Accept nothing new, finish what is in flight within `withinMs`, then exit 0. */
  z.strictObject({ type: z.literal('drain'), withinMs: z.int().nonnegative() }),
]);
export type ToRouter = z.infer<typeof toRouterSchema>;

export const fromRouterSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready'), runtimeId: z.string(), port: z.int() }),
  z.strictObject({
    type: z.literal('failed'),
    code: z.enum(['port-in-use', 'port-forbidden', 'start-failed']),
    message: z.string(),
  }),
  /** What happened to requests since the last such message; several times a second at most. */
  z.strictObject({ type: z.literal('requests'), events: z.array(requestEventSchema), inFlight: z.int() }),
  z.strictObject({ type: z.literal('drained'), cut: z.int().nonnegative() }),
  z.strictObject({ type: z.literal('log'), line: z.record(z.string(), z.unknown()) }),
]);
export type FromRouter = z.infer<typeof fromRouterSchema>;

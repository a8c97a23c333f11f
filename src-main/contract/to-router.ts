import { z } from 'zod';
import { rolloutSchema } from './adaptive-report.ts';
import { policySchema } from './policy.ts';
import { providerIdSchema } from './provider-id.ts';
import { routerSettingsSchema } from './settings.ts';

/**
 * What the router process is told. The parent link is the only way settings and keys reach the router; the router
 * ends when the link closes. What it tells stands in `from-router.ts`: neither end loads what only the other reads.
 */
export const toRouterSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('start'),
    /** Echoed in `ready` and by `GET /health` to the holder of the local key: proves that our child answers. */
    runtimeId: z.string().min(16),
    /** Bearer that clients of the router present. */
    localKey: z.string().min(32),
    /** A second one, of the person's own, that clients on other computers present. */
    remoteKey: z.string().min(32).optional(),
    /** Secret path part at which requests with the person's own OpenAI credentials are taken; absent: nowhere. */
    door: z.string().min(24).optional(),
    settings: routerSettingsSchema,
    policy: policySchema,
    /** Provider keys in clear: this message must never be logged. */
    keys: z.record(providerIdSchema, z.string()),
    /** Base instructions for the model catalog, where they are known already; else `base-instructions` follows. */
    baseInstructions: z.string().optional(),
    /** Shown in the API description. */
    version: z.string(),
    /** Folder of the request log; made if it is missing. */
    ledgerFolder: z.string(),
    /** File that keeps what dispatch learned over a restart. */
    statePath: z.string(),
    /** Ports beside that of `settings` at which somebody may still call. */
    leftPorts: z.array(z.int()).optional(),
  }),
  /** Holds at once, `listen` included: answered by `listening` or `listen-refused`. */
  z.strictObject({
    type: z.literal('settings'),
    settings: routerSettingsSchema,
    /** As in `start`; absent, other computers are not let in any more. */
    remoteKey: z.string().min(32).optional(),
  }),
  z.strictObject({ type: z.literal('keys'), keys: z.record(providerIdSchema, z.string()) }),
  z.strictObject({ type: z.literal('policy'), policy: policySchema }),
  /** Base instructions, once the installed Codex has told them: starting does not wait for that. */
  z.strictObject({ type: z.literal('base-instructions'), text: z.string() }),
  z.strictObject({ type: z.literal('wake'), deployment: z.string() }),
  /** Lifts the budgets for this calendar day. */
  z.strictObject({ type: z.literal('lift-budget'), day: z.string() }),
  /** A person asks for a stage of the adaptive router, also one that was rolled back from. */
  z.strictObject({ type: z.literal('adaptive-stage'), stage: rolloutSchema }),
  /** A provider's server went up or down (a local Ollama). */
  z.strictObject({ type: z.literal('provider'), provider: providerIdSchema, isUp: z.boolean() }),
  /** Answered at once with `pong` by a router whose event loop turns. */
  z.strictObject({ type: z.literal('ping') }),
  /** Accept nothing new, finish what is in flight within `withinMs`, then exit 0. */
  z.strictObject({ type: z.literal('drain'), withinMs: z.int().nonnegative() }),
]);
export type ToRouter = z.infer<typeof toRouterSchema>;

import { z } from 'zod';
import { adaptiveSnapshotSchema } from './adaptive-report.ts';
import { decisionDetailSchema } from './decision-detail.ts';
import { dispatchSnapshotSchema } from './dispatch-snapshot.ts';
import { ownPlanSchema } from './own-plan.ts';
import { requestEventSchema } from './request-event.ts';
import { saidSchema } from './sentence.ts';
import { listenSettingsSchema } from './settings.ts';
import { faultSchema, fileTroubleSchema } from './snapshot.ts';

/** What the router process tells its parent, over the parent link. */
export const fromRouterSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready'), runtimeId: z.string(), port: z.int() }),
  /** It listens as the last settings say; the port is the one it has where any would do. */
  z.strictObject({ type: z.literal('listening'), listen: listenSettingsSchema }),
  /** It cannot listen there, and goes on where it was. */
  z.strictObject({ type: z.literal('listen-refused'), fault: faultSchema }),
  z.strictObject({
    type: z.literal('failed'),
    code: z.enum(['port-in-use', 'port-forbidden', 'start-failed']),
    message: z.string(),
    said: saidSchema.optional(),
  }),
  /** What happened to requests since the last such message; several times a second at most. */
  z.strictObject({ type: z.literal('requests'), events: z.array(requestEventSchema), inFlight: z.int() }),
  /** Why requests go where they go, the newest of them; before the `requests` that tell of them. */
  z.strictObject({
    type: z.literal('decisions'),
    decisions: z.array(z.strictObject({ id: z.string(), decision: decisionDetailSchema })),
  }),
  /** The figures of every deployment, when they changed; four times a second at most. */
  z.strictObject({
    type: z.literal('dispatch'),
    dispatch: dispatchSnapshotSchema,
    spend: z.strictObject({ day: z.string(), usd: z.number(), liftedDay: z.string().optional() }),
  }),
  /** What the health model believes, when it changed. */
  z.strictObject({ type: z.literal('adaptive'), adaptive: adaptiveSnapshotSchema }),
  /** Which files the disk does not take, whenever that changed. */
  z.strictObject({ type: z.literal('file-troubles'), troubles: z.array(fileTroubleSchema) }),
  /** What OpenAI told of the person's own plan, when it did. */
  z.strictObject({ type: z.literal('own-plan'), ownPlan: ownPlanSchema }),
  z.strictObject({ type: z.literal('pong') }),
  z.strictObject({ type: z.literal('drained'), cut: z.int().nonnegative() }),
  z.strictObject({ type: z.literal('log'), line: z.record(z.string(), z.unknown()) }),
]);
export type FromRouter = z.infer<typeof fromRouterSchema>;

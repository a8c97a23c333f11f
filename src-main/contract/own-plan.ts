import { z } from 'zod';

/** The person's own OpenAI plan, which a swapped Codex uses, as OpenAI told of it last. */
export const ownPlanSchema = z.strictObject({
  heardAtMs: z.number(),
  /** Of several windows one may be told alone; empty where OpenAI has only refused. */
  windows: z.array(
    z.strictObject({ usedShare: z.number().min(0).max(1), lengthMs: z.number(), resetsAtMs: z.number() }),
  ),
  /** Turns go on elsewhere until then; absent while the plan is used. */
  leftAloneUntilMs: z.number().optional(),
});
export type OwnPlan = z.infer<typeof ownPlanSchema>;

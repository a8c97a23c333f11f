import { z } from 'zod';
import { adaptiveRecordSchema } from './adaptive-report.ts';

/** Why one request went where it went: names are those of the dispatch domain's plan. */
export const decisionDetailSchema = z.strictObject({
  asked: z.string(),
  /** Alias or deployment the candidates come from. */
  resolved: z.string(),
  strategy: z.enum(['ordered', 'risk-adjusted']),
  /** Candidates in the order they were to be tried. */
  order: z.array(z.string()),
  considered: z.array(
    z.strictObject({
      deployment: z.string(),
      provider: z.string(),
      limit: z.strictObject({ reason: z.string(), remainingMs: z.number().optional() }).optional(),
      softRisk: z.number().optional(),
      probability: z.number().min(0).max(1).optional(),
    }),
  ),
  /** A `PlanCause`: what decided the first candidate. */
  cause: z.string(),
  choiceProbability: z.number().min(0).max(1),
  affinity: z
    .strictObject({
      home: z.string(),
      other: z.string().optional(),
      priceUsd: z.number().optional(),
      gainUsd: z.number().optional(),
    })
    .optional(),
  budget: z.string().optional(),
  reason: z.string(),
  adaptive_router: adaptiveRecordSchema.optional(),
});
export type DecisionDetail = z.infer<typeof decisionDetailSchema>;

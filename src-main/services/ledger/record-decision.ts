import { adaptiveRecordSchema } from '../../contract/adaptive-report.ts';
import type { DecisionDetail } from '../../contract/decision-detail.ts';
import type { RequestRecord } from '../../contract/request-record.ts';

/** Why a request of the log went where it went. The order of trying is no longer known beyond its attempts. */
export function decisionOf(record: RequestRecord): DecisionDetail {
  const { affinity } = record;
  const adaptive = adaptiveRecordSchema.safeParse(record.adaptive_router);
  return {
    asked: record.asked,
    resolved: record.resolved,
    strategy: record.strategy,
    order: [...new Set(record.attempts.map(({ deployment }) => deployment))],
    considered: record.candidates.map(({ deployment, provider, limit, soft_risk, probability }) => ({
      deployment,
      provider,
      ...(limit && {
        limit: {
          reason: limit.reason,
          ...(limit.remaining_s !== undefined && { remainingMs: limit.remaining_s * 1000 }),
        },
      }),
      ...(soft_risk !== undefined && { softRisk: soft_risk }),
      ...(probability !== undefined && { probability }),
    })),
    cause: record.cause,
    choiceProbability: record.choice_probability,
    ...(affinity && {
      affinity: {
        home: affinity.home,
        ...(affinity.other !== undefined && { other: affinity.other }),
        ...(affinity.price_usd !== undefined && { priceUsd: affinity.price_usd }),
        ...(affinity.gain_usd !== undefined && { gainUsd: affinity.gain_usd }),
      },
    }),
    ...(record.budget !== undefined && { budget: record.budget }),
    reason: record.reason,
    ...(adaptive.success && { adaptive_router: adaptive.data }),
  };
}

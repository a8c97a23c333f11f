import { type AdaptiveRouterPolicy, toAdaptiveSettings } from '../../../contract/adaptive-policy.ts';
import { toAdaptiveRecord } from '../../../contract/adaptive-record.ts';
import type { AdaptiveRecord } from '../../../contract/adaptive-report.ts';
import { createAdaptiveRouter } from '../../../domain/markov/adaptive-router.ts';
import { decideNothing } from '../../../domain/markov/idle-decision.ts';
import type { Observation } from '../../../domain/markov/observation.ts';
import type { PlannedProvider } from '../../../domain/task/run/order-providers.ts';

export interface AdvisedOrder {
  readonly providers: readonly PlannedProvider[];
  /** Absent where nobody can be tried. */
  readonly record?: AdaptiveRecord;
}

/**
 * The ways to run Codex in the order the adaptive router would try them. Only `live` changes anything: a run is no
 * conversation, so there is no canary of it.
 * @param isAsked the person named one of them, which then stays first
 */
export function adviseOrder(
  providers: readonly PlannedProvider[],
  isAsked: boolean,
  history: readonly Observation[],
  policy: AdaptiveRouterPolicy,
  nowMs: number,
): AdvisedOrder {
  const usable = providers.filter(({ skipped }) => skipped === undefined);
  const baseline = usable[0]?.provider;
  if (baseline === undefined) return { providers };
  const settings = toAdaptiveSettings(policy);
  const names = isAsked ? [baseline] : usable.map(({ provider }) => provider);
  const question = { scope: 'run', baseline, candidates: names };
  const router = createAdaptiveRouter(settings);
  const decision = settings.enabled
    ? router.decide(router.rebuild(history), question, nowMs)
    : decideNothing(question, settings);
  const record = toAdaptiveRecord(decision, settings.preset);
  const first = decision.effectiveOrder[0];
  if (!decision.applied || first === baseline) return { providers, record };
  const moved = providers.filter(({ provider }) => provider === first);
  return { providers: [...moved, ...providers.filter(({ provider }) => provider !== first)], record };
}

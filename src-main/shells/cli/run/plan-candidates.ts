import type { Policy } from '../../../contract/policy.ts';
import type { RouterSettings } from '../../../contract/settings.ts';
import { createDispatchState } from '../../../domain/dispatch/dispatch-state.ts';
import { describeLimit } from '../../../domain/dispatch/hard-limit.ts';
import { planDispatch } from '../../../domain/dispatch/plan-dispatch.ts';
import { estimateCostUsd, TYPICAL_OUTPUT_TOKENS } from '../../../domain/task/optimise/estimate-cost.ts';
import type { RunFacts } from './read-facts.ts';
import type { PlannedCandidate } from './run-plan.ts';

export interface CandidateQuestion {
  readonly settings: RouterSettings;
  readonly policy: Policy;
  readonly facts: RunFacts;
  readonly model: string;
  readonly inputTokens: number;
  readonly maxOutputTokens?: number | undefined;
  readonly isLocalOnly: boolean;
}

/**
 * What the router would do with this request, by the router's own rules: keys, switches, budgets, windows.
 * What it learned while running (cooldowns, averages) is not known here; an `ordered` alias keeps its order.
 */
export function planCandidates(question: CandidateQuestion): {
  readonly candidates: readonly PlannedCandidate[];
  readonly refusal?: string;
} {
  const { settings, policy, facts, model, inputTokens, maxOutputTokens, isLocalOnly } = question;
  const fresh = createDispatchState(settings, policy);
  const providers = new Map(
    Object.entries(settings.providers).map(([name, { keyless, local }]) => [
      name,
      {
        hasKey: keyless || facts.keys.has(name),
        isUp: !(name === 'ollama' && local) || facts.isOllamaUp,
        keyChangedAtMs: 0,
      },
    ]),
  );
  const plan = planDispatch(
    { ...fresh, providers },
    {
      requestedModel: model,
      kind: 'turn',
      inputTokens,
      maxOutputTokens,
      needsImages: false,
      needsTools: true,
      isLocalOnly,
      day: '',
    },
    0,
    () => 0,
  );
  const outputTokens = maxOutputTokens ?? TYPICAL_OUTPUT_TOKENS;
  const candidates = plan.considered.map(({ deployment, provider, limit }): PlannedCandidate => {
    const prices = settings.deployments[deployment];
    const costUsd = settings.providers[provider]?.local
      ? 0
      : estimateCostUsd(
          {
            ...(prices?.input_usd_per_mtok === undefined
              ? {}
              : { inputUsdPerMTok: prices.input_usd_per_mtok }),
            ...(prices?.output_usd_per_mtok === undefined
              ? {}
              : { outputUsdPerMTok: prices.output_usd_per_mtok }),
          },
          inputTokens,
          outputTokens,
        );
    const place = plan.order.indexOf(deployment) + 1;
    return {
      deployment,
      provider,
      ...(place > 0 ? { place } : {}),
      ...(limit === undefined ? {} : { limit: describeLimit(limit) }),
      ...(costUsd === undefined ? {} : { costUsd }),
    };
  });
  candidates.sort((a, b) => (a.place ?? Number.POSITIVE_INFINITY) - (b.place ?? Number.POSITIVE_INFINITY));
  return { candidates, ...(plan.refusal === undefined ? {} : { refusal: plan.refusal.message }) };
}

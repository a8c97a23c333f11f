import { isOverBudget } from './budget.ts';
import type { Deployment } from './compile-settings.ts';
import type { DispatchRequest } from './dispatch-request.ts';
import { type DispatchState, UNSEEN_PROVIDER } from './dispatch-state.ts';
import type { HardLimit } from './hard-limit.ts';
import { EMPTY_WINDOW, msUntilFits } from './rate-window.ts';

/** Tokens a request is reckoned with before its answer is known: its input and the output it may have. */
export function projectedTokens(state: DispatchState, request: DispatchRequest): number {
  return request.inputTokens + expectedOutputTokens(state, request);
}

export function expectedOutputTokens({ compiled }: DispatchState, request: DispatchRequest): number {
  const expected = compiled.tuning.expected_output_tokens;
  return request.maxOutputTokens === undefined ? expected : Math.min(request.maxOutputTokens, expected);
}

/** Limits that hold whatever the request is: switches, keys, servers, cooldowns, slots. */
export function findStandingLimit(
  state: DispatchState,
  deployment: Deployment,
  nowMs: number,
): HardLimit | undefined {
  const { policy } = state;
  const provider = state.providers.get(deployment.provider) ?? UNSEEN_PROVIDER;
  if (!deployment.isOn) return { reason: 'switched-off' };
  if (policy.avoid_openai && deployment.provider === 'openai') return { reason: 'openai-avoided' };
  if (policy.open_models_only && !deployment.isOpenModel) return { reason: 'not-open-model' };
  if (!provider.hasKey && !deployment.isKeyless) return { reason: 'no-key' };
  if (!provider.isUp) return { reason: 'not-up' };
  const live = state.live[deployment.index];
  if (!live) return { reason: 'switched-off' };
  const { cooldown } = live;
  if (cooldown.kind === 'open') {
    if (nowMs < cooldown.untilMs) return { reason: cooldown.cause, remainingMs: cooldown.untilMs - nowMs };
    if (cooldown.isProbing) return { reason: 'probing' };
  }
  if (live.inFlight >= deployment.maxInFlight) return { reason: 'in-flight' };
  return undefined;
}

/**
 * The first hard limit that keeps a candidate from this request, the lasting ones before those that pass.
 * Nothing here scores: a candidate is in traffic or it is not.
 */
export function findHardLimit(
  state: DispatchState,
  deployment: Deployment,
  request: DispatchRequest,
  nowMs: number,
): HardLimit | undefined {
  if (request.isLocalOnly && !deployment.isLocal) return { reason: 'local-only-folder' };
  if (request.avoidsOpenAi === true && deployment.provider === 'openai') return { reason: 'openai-avoided' };
  if (request.needsImages && !deployment.hasImages) return { reason: 'no-images' };
  if (request.needsTools && !deployment.hasTools) return { reason: 'no-tools' };
  const tokens = projectedTokens(state, request);
  if (tokens > deployment.contextTokens) return { reason: 'context-too-small' };
  const standing = findStandingLimit(state, deployment, nowMs);
  if (standing) return standing;
  if (isOverBudget(state, deployment, request, tokens - request.inputTokens))
    return { reason: 'over-budget' };
  const window = state.live[deployment.index]?.window ?? EMPTY_WINDOW;
  return (
    rateLimit('rpm', msUntilFits(window, 'requests', 1, deployment.rpmLimit, nowMs)) ??
    rateLimit('tpm', msUntilFits(window, 'tokens', tokens, deployment.tpmLimit, nowMs))
  );
}

function rateLimit(reason: 'rpm' | 'tpm', remainingMs: number): HardLimit | undefined {
  if (remainingMs <= 0) return undefined;
  return Number.isFinite(remainingMs) ? { reason, remainingMs } : { reason };
}

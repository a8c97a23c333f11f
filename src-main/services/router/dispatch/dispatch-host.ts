import { applyEvent } from '../../../domain/dispatch/apply-event.ts';
import { reserveUsd } from '../../../domain/dispatch/budget.ts';
import type { AttemptEnded, DispatchEvent } from '../../../domain/dispatch/dispatch-event.ts';
import type { DispatchPlan } from '../../../domain/dispatch/dispatch-plan.ts';
import type { DispatchRequest } from '../../../domain/dispatch/dispatch-request.ts';
import type { DispatchPolicy, DispatchSettings } from '../../../domain/dispatch/dispatch-settings.ts';
import { createDispatchState, type DispatchState } from '../../../domain/dispatch/dispatch-state.ts';
import { findStandingLimit } from '../../../domain/dispatch/find-hard-limit.ts';
import { type NextStep, nextStep, type Progress } from '../../../domain/dispatch/next-step.ts';
import { planDispatch } from '../../../domain/dispatch/plan-dispatch.ts';
import { reviveDispatch, type SavedDispatch } from '../../../domain/dispatch/saved-state.ts';
import type { Reserve } from '../../../domain/dispatch/spend.ts';

/** Facts of an ended attempt, as far as they are known. */
export type AttemptFacts = Omit<
  AttemptEnded,
  'type' | 'deployment' | 'startedAtMs' | 'projectedTokens' | 'reserve'
>;

export interface RunningAttempt {
  readonly deployment: string;
  readonly startedAtMs: number;
  /** Counts the end; a second call changes nothing. @returns the fact as dispatch was told it */
  end(facts: AttemptFacts): AttemptEnded;
}

/** Holds the dispatch state of a running router: the only place that replaces it. */
export interface DispatchHost {
  state(): DispatchState;
  plan(request: DispatchRequest): DispatchPlan;
  next(plan: DispatchPlan, request: DispatchRequest, progress: Progress): NextStep;
  /** Counts an attempt in, in the same tick in which it was chosen, with what it may cost of the budgets. */
  begin(deployment: string, projectedTokens: number, request: DispatchRequest): RunningAttempt;
  apply(event: DispatchEvent): void;
  /** Tells dispatch which providers have a key, and which of the keys are new. */
  setKeys(keys: Readonly<Record<string, string>>): void;
  /** Whether a model name has a candidate that nothing lasting keeps out. */
  isUsable(name: string): boolean;
}

export interface DispatchHostOptions {
  readonly settings: DispatchSettings;
  readonly policy: DispatchPolicy;
  readonly keys: Readonly<Record<string, string>>;
  readonly saved: SavedDispatch | undefined;
  nowMs(): number;
  /** Uniform in [0, 1). */
  random(): number;
  /** Something changed: called on the request path. */
  onChange(): void;
}

const LASTING = new Set(['no-key', 'switched-off', 'not-up', 'openai-avoided', 'not-open-model']);

export function createDispatchHost(options: DispatchHostOptions): DispatchHost {
  const { nowMs, random, onChange } = options;
  let state = createDispatchState(options.settings, options.policy);
  if (options.saved !== undefined) state = reviveDispatch(state, options.saved, nowMs());
  let keys: Readonly<Record<string, string>> = {};

  function apply(event: DispatchEvent): void {
    state = applyEvent(state, event, nowMs());
    onChange();
  }

  function setKeys(next: Readonly<Record<string, string>>): void {
    for (const provider of new Set([...Object.keys(keys), ...Object.keys(next)])) {
      if (keys[provider] === next[provider]) continue;
      apply({ type: 'provider-changed', provider, hasKey: next[provider] !== undefined });
    }
    keys = next;
  }
  setKeys(options.keys);

  function reserveOf(name: string, tokens: number, request: DispatchRequest): Reserve | undefined {
    const deployment = state.compiled.byName.get(name);
    const { inputTokens, conversationId } = request;
    const usd = deployment ? reserveUsd(state, deployment, inputTokens, tokens - inputTokens) : 0;
    return usd > 0 ? { usd, conversationId } : undefined;
  }

  return {
    state: () => state,
    plan: request => planDispatch(state, request, nowMs(), random),
    next: (plan, request, progress) => nextStep(state, plan, request, progress, nowMs()),
    begin(deployment, projectedTokens, request) {
      const startedAtMs = nowMs();
      const reserve = reserveOf(deployment, projectedTokens, request);
      apply({ type: 'attempt-started', deployment, projectedTokens, reserve });
      let ended: AttemptEnded | undefined;
      return {
        deployment,
        startedAtMs,
        end(facts) {
          if (ended !== undefined) return ended;
          // Member by member: it runs after every attempt, and a spread copies in slow steps.
          ended = {
            type: 'attempt-ended',
            deployment,
            startedAtMs,
            projectedTokens,
            reserve,
            outcome: facts.outcome,
            ttftMs: facts.ttftMs,
            totalMs: facts.totalMs,
            totalTokens: facts.totalTokens,
            outputTokens: facts.outputTokens,
            costUsd: facts.costUsd,
          };
          apply(ended);
          return ended;
        },
      };
    },
    apply,
    setKeys,
    isUsable(name) {
      const alias = state.compiled.aliases.get(name);
      const deployment = state.compiled.byName.get(name);
      const candidates = alias?.candidates ?? (deployment ? [deployment] : []);
      return candidates.some(candidate => {
        const limit = findStandingLimit(state, candidate, nowMs());
        return limit === undefined || !LASTING.has(limit.reason);
      });
    },
  };
}

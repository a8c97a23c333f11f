import { type AdaptiveRouterPolicy, toAdaptiveSettings } from '../../../contract/adaptive-policy.ts';
import { toAdaptiveRecord, toHealth, toRollBack } from '../../../contract/adaptive-record.ts';
import type { AdaptiveSnapshot } from '../../../contract/adaptive-report.ts';
import { observationsOfRecord } from '../../../contract/observations-of-record.ts';
import type { RequestRecord } from '../../../contract/request-record.ts';
import { adaptiveOfRecord, turnSampleOfRecord } from '../../../contract/turn-sample-of-record.ts';
import { type Believed, describeAdvice } from '../../../domain/dispatch/advice-words.ts';
import type { CompiledSettings } from '../../../domain/dispatch/compile-settings.ts';
import { type AdaptiveRouter, createAdaptiveRouter } from '../../../domain/markov/adaptive-router.ts';
import type { AdaptiveSettings, RolloutStage } from '../../../domain/markov/adaptive-settings.ts';
import { type Assessment, assessCandidate } from '../../../domain/markov/assess.ts';
import { createCandidateHealth, type UsualFigures } from '../../../domain/markov/candidate-health.ts';
import type { AdaptiveDecision } from '../../../domain/markov/decision.ts';
import { decideForNobody, decideNothing } from '../../../domain/markov/idle-decision.ts';
import type { RolloutEvent, RolloutTransition } from '../../../domain/markov/rollout/rollout.ts';
import { createRollout, nextRollout, type RolloutState } from '../../../domain/markov/rollout/rollout.ts';
import type { AdaptiveRouterState } from '../../../domain/markov/router-state.ts';
import type { AdaptiveSeam } from '../dispatch/adaptive-seam.ts';
import { askAdaptive } from './ask-adaptive.ts';
import { observeAttempt } from './observe-attempt.ts';
import { createSilentAttempts } from './silent-attempts.ts';

export interface AdaptiveHost extends AdaptiveSeam {
  setPolicy(policy: AdaptiveRouterPolicy, nowMs: number): void;
  /** A person asks for a stage, also one that was rolled back from. */
  ask(stage: RolloutStage, nowMs: number): void;
  /** A request is over, as it stands in the log. */
  requestEnded(record: RequestRecord, nowMs: number): void;
  /**
   * Takes in the newest records of the log, oldest first, as if they had been seen before anything else.
   * What was seen since the start stays.
   */
  remember(history: readonly RequestRecord[]): void;
  rollout(): RolloutState;
  snapshot(nowMs: number): AdaptiveSnapshot;
}

export interface AdaptiveHostOptions {
  readonly policy: AdaptiveRouterPolicy;
  /** The stage before the last end; a roll-back outlives a restart. */
  readonly rollout?: RolloutState | undefined;
  readonly nowMs: number;
  /** The stage changed: to be logged with its evidence and kept. */
  onTransition(transition: RolloutTransition): void;
}

/** Puts the adaptive router beside dispatch: it looks on at every plan and attempt, and decides where it may. */
export function createAdaptiveHost(options: AdaptiveHostOptions): AdaptiveHost {
  let { policy } = options;
  let rollout = options.rollout ?? createRollout(policy.rollout, options.nowMs);
  let compiled: CompiledSettings | undefined;
  let settings = settingsNow();
  let router: AdaptiveRouter = createAdaptiveRouter(settings, usualOf(compiled));
  let learned: AdaptiveRouterState = router.initial;
  const silent = createSilentAttempts();
  let held: RequestRecord[] = [];
  let isRemembering = true;
  tellRollout({ type: 'configured', rollout: policy.rollout }, options.nowMs);

  function settingsNow(): AdaptiveSettings {
    return { ...toAdaptiveSettings(policy), rollout: rollout.stage };
  }
  function renew(): void {
    settings = settingsNow();
    router = createAdaptiveRouter(settings, usualOf(compiled));
  }
  function tellRollout(event: RolloutEvent, nowMs: number): void {
    const before = rollout;
    rollout = nextRollout(rollout, event, nowMs);
    const last = rollout.transitions.at(-1);
    if (last !== undefined && last !== before.transitions.at(-1)) options.onTransition(last);
    if (rollout.stage !== before.stage) renew();
  }
  function assess(name: string, nowMs: number): Assessment {
    const health = learned.health[name] ?? createCandidateHealth();
    return assessCandidate(name, health, learned.probation[name] !== undefined, settings, nowMs);
  }
  function addSample(record: RequestRecord, nowMs: number): void {
    // Asked of every record: only one that takes part is worth parsing.
    if (record.adaptive_router?.enabled !== true) return;
    const adaptive = adaptiveOfRecord(record);
    if (adaptive === undefined) return;
    const sample = turnSampleOfRecord(record, adaptive);
    // A request that began in another stage is no evidence on this one.
    const isOfStage = adaptive.rollout === rollout.stage || !sample?.treated;
    if (sample !== undefined && isOfStage) tellRollout({ type: 'ended', sample }, nowMs);
  }

  return {
    advise(plan, request, state, nowMs) {
      if (state.compiled !== compiled) {
        compiled = state.compiled;
        renew();
      }
      const question = askAdaptive(plan, request, state);
      if (question === undefined) {
        const health = settings.enabled ? plan.considered.map(one => assess(one.deployment, nowMs)) : [];
        const decision = decideForNobody(plan.resolved, health, settings);
        return { record: toAdaptiveRecord(decision, settings.preset) };
      }
      if (!settings.enabled) {
        return { record: toAdaptiveRecord(decideNothing(question, settings), settings.preset) };
      }
      const silentForMs = silent.silentForMs(nowMs);
      const heard = silentForMs === undefined ? question : { ...question, silentForMs };
      const decision = router.decide(learned, heard, nowMs);
      // What was not this model's to decide is no move of its own, whatever it would have done.
      if (decision.treated) learned = router.next(learned, { type: 'dispatched', decision }, nowMs);
      const record = toAdaptiveRecord(decision, settings.preset);
      return decision.applied
        ? { order: decision.effectiveOrder, record, why: describeMove(decision) }
        : { record };
    },
    attemptBegan: begun => silent.add(begun),
    attemptEnded(seen) {
      const observation = observeAttempt(seen);
      if (observation === undefined) return;
      learned = router.next(learned, { type: 'observed', observation }, observation.endedAtMs);
    },
    reset() {
      learned = router.initial;
    },
    setPolicy(next, nowMs) {
      policy = next;
      tellRollout({ type: 'configured', rollout: policy.rollout }, nowMs);
      renew();
    },
    ask(stage, nowMs) {
      tellRollout({ type: 'promoted', to: stage }, nowMs);
    },
    requestEnded(record, nowMs) {
      if (isRemembering) held.push(record);
      addSample(record, nowMs);
    },
    remember(history) {
      isRemembering = false;
      const records = [...history, ...held];
      held = [];
      const { health } = router.rebuild(records.flatMap(observationsOfRecord));
      learned = { ...learned, health: { ...learned.health, ...health } };
      const samples = history.flatMap(record => {
        const adaptive = adaptiveOfRecord(record);
        if (adaptive?.enabled !== true) return [];
        const sample = turnSampleOfRecord(record, adaptive);
        const isCounted = sample?.treated === false || record.at_ms >= rollout.sinceMs;
        return sample !== undefined && isCounted ? [sample] : [];
      });
      rollout = { ...rollout, samples: [...samples, ...rollout.samples] };
    },
    rollout: () => rollout,
    snapshot(nowMs) {
      const { rolledBack } = rollout;
      return {
        enabled: settings.enabled,
        rollout: rollout.stage,
        canary_fraction: settings.canaryShare,
        candidates: Object.fromEntries(
          Object.keys(learned.health).map(name => [name, toHealth(assess(name, nowMs))]),
        ),
        ...(rolledBack === undefined
          ? {}
          : {
              rolled_back: toRollBack(rolledBack),
            }),
      };
    },
  };
}

/** What a deployment's configured priors say is usual for it. */
function usualOf(compiled: CompiledSettings | undefined): Readonly<Record<string, UsualFigures>> {
  return Object.fromEntries(
    (compiled?.deployments ?? []).map(one => [
      one.name,
      { ttftMs: one.priorTtftMs, totalMs: one.priorTotalLatencyMs },
    ]),
  );
}

function describeMove({ baseline, effectiveOrder, health, trial }: AdaptiveDecision): string {
  const believed = (name = 'undefined'): Believed =>
    health.find(({ candidate }) => candidate === name) ?? { candidate: name };
  return describeAdvice(believed(baseline), believed(effectiveOrder[0]), trial);
}

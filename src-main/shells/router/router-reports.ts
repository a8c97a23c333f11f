import type { DecisionDetail } from '../../contract/decision-detail.ts';
import type { FromRouter } from '../../contract/from-router.ts';
import type { OwnPlan } from '../../contract/own-plan.ts';
import type { RequestEvent } from '../../contract/request-event.ts';
import { dispatchSnapshot } from '../../services/router/dispatch/dispatch-snapshot.ts';
import type { RunningRouter } from '../../services/router/start-router.ts';

export interface RouterReports extends Disposable {
  /** Something about a request is new; `describe` makes its row when the parent is told. */
  request(id: string, describe: () => RequestEvent): void;
  /** Why a request goes where it goes; of many at once the newest are told, the others will stand in the log. */
  decision(id: string, describe: () => DecisionDetail): void;
  ownPlan(plan: OwnPlan): void;
  dispatchChanged(): void;
  /** From now on there is something to report. `tellAdaptive` tells what the adaptive router has to tell. */
  attach(router: RunningRouter, tellAdaptive: () => void): void;
  /** Tells the parent now what it was not told yet. */
  flush(): void;
}

/** Windows are told four times a second at most. */
const EVERY_MS = 250;
/** Decisions told at once. */
const TOLD_DECISIONS = 25;
/** A countdown moves although nothing happens. */
const COUNTDOWN_MS = 1000;

/** Gathers what happens and tells the parent at a bearable pace; the newest word on a request replaces the older. */
export function createRouterReports(
  send: (message: FromRouter) => void,
  clockMs: () => number,
): RouterReports {
  let router: RunningRouter | undefined;
  let tellAdaptive: (() => void) | undefined;
  let events = new Map<string, () => RequestEvent>();
  let decisions = new Map<string, () => DecisionDetail>();
  let ownPlan: OwnPlan | undefined;
  let isDispatchNew = false;
  let hasCountdown = false;
  let toldAtMs = 0;

  function flush(): void {
    if (router === undefined) return;
    // Before their rows: whoever sees a row can ask why.
    if (decisions.size > 0) {
      const told = [...decisions].slice(-TOLD_DECISIONS);
      send({ type: 'decisions', decisions: told.map(([id, describe]) => ({ id, decision: describe() })) });
      decisions = new Map();
    }
    if (events.size > 0) {
      send({
        type: 'requests',
        events: Array.from(events.values(), describe => describe()),
        inFlight: router.inFlight(),
      });
      events = new Map();
    }
    if (ownPlan !== undefined) send({ type: 'own-plan', ownPlan });
    ownPlan = undefined;
    tellAdaptive?.();
    const nowMs = clockMs();
    if (isDispatchNew || (hasCountdown && nowMs - toldAtMs >= COUNTDOWN_MS)) tellDispatch(router, nowMs);
  }

  function tellDispatch(from: RunningRouter, nowMs: number): void {
    isDispatchNew = false;
    toldAtMs = nowMs;
    const state = from.dispatchState();
    const dispatch = dispatchSnapshot(state, nowMs);
    hasCountdown = dispatch.deployments.some(row => row.hard_limited_remaining_s !== undefined);
    const { day, usd, liftedDay } = state.spend;
    send({ type: 'dispatch', dispatch, spend: { day, usd, ...(liftedDay !== undefined && { liftedDay }) } });
  }

  const timer = setInterval(flush, EVERY_MS);
  return {
    request: (id, describe) => events.set(id, describe),
    decision(id, describe) {
      if (decisions.size >= 2 * TOLD_DECISIONS) decisions = new Map([...decisions].slice(-TOLD_DECISIONS));
      // Anew, and so the newest.
      decisions.delete(id);
      decisions.set(id, describe);
    },
    ownPlan(plan) {
      ownPlan = plan;
    },
    dispatchChanged() {
      isDispatchNew = true;
    },
    attach(started, tellMore) {
      router = started;
      tellAdaptive = tellMore;
      isDispatchNew = true;
      flush();
    },
    flush,
    [Symbol.dispose]() {
      clearInterval(timer);
    },
  };
}

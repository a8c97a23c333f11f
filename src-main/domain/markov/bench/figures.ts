import type { Simulation } from './simulate.ts';

/** Means over the turns of one run (or of many). */
export interface Figures {
  readonly turns: number;
  readonly latencyMs: number;
  readonly ttftMs: number;
  readonly costUsd: number;
  /** Failed attempts a turn. */
  readonly errors: number;
  /** Mean quality of the answers the client got, 0..1. */
  readonly qualityShare: number;
  readonly lostShare: number;
  /** Changes of the provider traffic is sent to, made by the policy; single trials are not among them. */
  readonly switches: number;
  /** Turns sent elsewhere than the baseline's choice by the policy. */
  readonly reroutedShare: number;
}

function mean(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return values.length === 0 ? 0 : sum / values.length;
}

/**
 * Changes of direction the policy is answerable for: from carrying out its order to overriding it or back, or from
 * one override to another. A provider left because of a hard limit is not one.
 */
export function countSwitches(simulation: Simulation): number {
  let switches = 0;
  let target: string | undefined;
  for (const one of simulation.dispatches) {
    if (one.isTrial || one.isForced) continue;
    const next = one.isApplied ? one.provider : undefined;
    if (next !== target) switches += 1;
    target = next;
  }
  return switches;
}

export function computeFigures(simulation: Simulation): Figures {
  const { turns, dispatches } = simulation;
  return {
    turns: turns.length,
    latencyMs: mean(turns.map(one => one.latencyMs)),
    ttftMs: mean(turns.map(one => one.ttftMs)),
    costUsd: mean(turns.map(one => one.costUsd)),
    errors: mean(turns.map(one => one.failedAttempts)),
    qualityShare: mean(turns.flatMap(one => one.qualities)),
    lostShare: mean(turns.map(one => (one.isLost ? 1 : 0))),
    switches: countSwitches(simulation),
    reroutedShare: mean(dispatches.map(one => (one.isApplied ? 1 : 0))),
  };
}

/** Means of figures over runs, each run counting alike. */
export function averageFigures(runs: readonly Figures[]): Figures {
  return {
    turns: mean(runs.map(one => one.turns)),
    latencyMs: mean(runs.map(one => one.latencyMs)),
    ttftMs: mean(runs.map(one => one.ttftMs)),
    costUsd: mean(runs.map(one => one.costUsd)),
    errors: mean(runs.map(one => one.errors)),
    qualityShare: mean(runs.map(one => one.qualityShare)),
    lostShare: mean(runs.map(one => one.lostShare)),
    switches: mean(runs.map(one => one.switches)),
    reroutedShare: mean(runs.map(one => one.reroutedShare)),
  };
}

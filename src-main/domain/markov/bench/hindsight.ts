import type { Arm } from './arm.ts';
import { computeFigures, type Figures } from './figures.ts';
import type { Scenario } from './scenario.ts';
import { type Simulation, simulate } from './simulate.ts';

/** What one unit of each figure is worth: the figure's mean under the baseline, so that losses are in its shares. */
export type LossUnits = Pick<Figures, 'latencyMs' | 'ttftMs' | 'costUsd' | 'errors'>;

type Lossy = Omit<LossUnits, 'errors'> & { readonly errors: number; readonly qualityShare: number };

/** The five figures in one number: each as a share of its unit, quality as the share that is missing. */
export function computeLoss(figures: Lossy, units: LossUnits): number {
  const part = (value: number, unit: number) => (unit > 0 ? value / unit : 0);
  return (
    part(figures.latencyMs, units.latencyMs) +
    part(figures.ttftMs, units.ttftMs) +
    part(figures.costUsd, units.costUsd) +
    part(figures.errors, units.errors) +
    (1 - figures.qualityShare)
  );
}

/** A policy that knows in advance where each turn goes; what fails there falls back in the policy's order. */
function createPlannedArm(names: readonly string[], placeOf: (turn: number) => number): Arm {
  return {
    order(_scope, candidates, _prices, _nowMs, turn) {
      const first = names[placeOf(turn)];
      const isOpen = first !== undefined && candidates.includes(first);
      return {
        order: isOpen ? [first, ...candidates.filter(one => one !== first)] : candidates,
        decision: undefined,
      };
    },
    dispatched: () => undefined,
    observed: () => undefined,
  };
}

function lossByTurn({ turns }: Simulation, units: LossUnits): number[] {
  const losses: number[] = [];
  for (const turn of turns) {
    const { qualities, failedAttempts: errors } = turn;
    const qualityShare = qualities.reduce((sum, one) => sum + one, 0) / Math.max(1, qualities.length);
    losses[turn.index] = computeLoss({ ...turn, errors, qualityShare }, units);
  }
  return losses;
}

/**
 * The plan with the least loss for each number of switches, by dynamic programming over the turns. Before the
 * first turn everything is at place 0, the policy's own choice.
 * @param losses one row a place, one column a turn
 * @returns for `n` = 0 … `most`: the place of every turn with at most `n` switches
 */
export function planSwitches(losses: readonly (readonly number[])[], most: number): number[][] {
  const turns = losses[0]?.length ?? 0;
  const places = losses.length;
  const at = (switches: number, place: number) => switches * places + place;
  let best = new Array<number>((most + 1) * places).fill(Number.POSITIVE_INFINITY);
  best[at(0, 0)] = 0;
  const cameFrom: Int32Array[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const next = new Array<number>(best.length).fill(Number.POSITIVE_INFINITY);
    const from = new Int32Array(best.length).fill(-1);
    for (let switches = 0; switches <= most; switches += 1) {
      for (let place = 0; place < places; place += 1) {
        const loss = losses[place]?.[turn] ?? 0;
        const reach = (state: number) => {
          const total = (best[state] ?? Number.POSITIVE_INFINITY) + loss;
          if (total >= (next[at(switches, place)] ?? 0)) return;
          next[at(switches, place)] = total;
          from[at(switches, place)] = state;
        };
        reach(at(switches, place));
        if (switches === 0) continue;
        for (let other = 0; other < places; other += 1) if (other !== place) reach(at(switches - 1, other));
      }
    }
    best = next;
    cameFrom.push(from);
  }
  return Array.from({ length: most + 1 }, (_, limit) => {
    let state = 0;
    for (let one = 0; one < at(limit + 1, 0); one += 1) {
      if ((best[one] ?? 0) < (best[state] ?? 0)) state = one;
    }
    const plan = new Array<number>(turns).fill(0);
    for (let turn = turns - 1; turn >= 0; turn -= 1) {
      plan[turn] = state % places;
      state = cameFrom[turn]?.[state] ?? 0;
    }
    return plan;
  });
}

/** More than this is not looked for. */
const MOST_SWITCHES = 12;

/**
 * The fewest switches with which somebody who knew the weather in advance loses no more than `toReach` in the
 * same run. A plan is made from what each turn would have been like at each place all along, and then really
 * played, since turns share queues and limits.
 * @returns undefined where no plan reaches it
 */
export function countNeededSwitches(
  scenario: Scenario,
  seed: number,
  units: LossUnits,
  toReach: Figures,
): number | undefined {
  const names = scenario.providers.map(one => one.name);
  const play = (placeOf: (turn: number) => number) =>
    simulate(scenario, seed, createPlannedArm(names, placeOf));
  const losses = names.map((_, place) =>
    lossByTurn(
      play(() => place),
      units,
    ),
  );
  const plans = planSwitches(losses, MOST_SWITCHES);
  const limit = computeLoss(toReach, units) + 1e-9;
  const found = plans.findIndex(
    plan => computeLoss(computeFigures(play(turn => plan[turn] ?? 0)), units) <= limit,
  );
  return found === -1 ? undefined : found;
}

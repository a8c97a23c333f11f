import { nextEwma } from '../../health/ewma.ts';
import type { Arm } from './arm.ts';
import { createEventQueue } from './event-queue.ts';
import { type AttemptOutcome, createProviderSim, type Turn } from './provider-sim.ts';
import type { Scenario } from './scenario.ts';
import { createSimLimits } from './sim-limits.ts';
import { drawArrivals, drawBackground } from './traffic.ts';

/** One turn as the person lived it, from sending it to the end of the last answer, client retries included. */
export interface TurnResult {
  readonly index: number;
  readonly latencyMs: number;
  /** To the first byte of the answer that completed; as long as the turn took where none did. */
  readonly ttftMs: number;
  readonly costUsd: number;
  readonly failedAttempts: number;
  readonly isLost: boolean;
  /** Quality of each answer the client got, lost ones as 0. */
  readonly qualities: readonly number[];
}

/** One dispatch, in order: enough to compare two runs choice by choice. */
export interface Dispatch {
  readonly turn: number;
  readonly provider: string;
  readonly isApplied: boolean;
  readonly isTrial: boolean;
  /** A hard limit held the policy's first candidate back, so the choice was not free. */
  readonly isForced: boolean;
}

export interface Simulation {
  readonly turns: readonly TurnResult[];
  readonly dispatches: readonly Dispatch[];
}

interface Job {
  readonly turn: Turn;
  readonly arrivedAtMs: number;
  clientTry: number;
  order: readonly number[];
  place: number;
  startedAtMs: number;
  costUsd: number;
  failedAttempts: number;
  qualities: number[];
}

type Event =
  | { readonly type: 'ask'; readonly job: Job }
  | { readonly type: 'end'; readonly job: Job; readonly provider: number; readonly outcome: AttemptOutcome }
  | { readonly type: 'background'; readonly provider: number; readonly serviceMs: number };

/** Runs one world under one policy. Everything random is a function of `seed` and the place it is used at. */
export function simulate(scenario: Scenario, seed: number, arm: Arm): Simulation {
  const queue = createEventQueue<Event>();
  const names = scenario.providers.map(one => one.name);
  const scope = names[0] ?? '';
  const sims = scenario.providers.map((one, index) => createProviderSim(one, index, scenario));
  const limits = createSimLimits({ enabled: scenario.hardLimits, providers: scenario.providers });
  const errorRates = new Map<string, number>();
  /** Attempts whose first byte is still to come, or that will fail without one. */
  let silent: { readonly candidate: string; readonly sinceMs: number; readonly untilMs: number }[] = [];
  const prices = Object.fromEntries(
    scenario.providers.map(one => [
      one.name,
      (scenario.inputTokens * one.inputUsdPerMTok + scenario.outputTokens * one.outputUsdPerMTok) / 1e6,
    ]),
  );
  const turns: TurnResult[] = [];
  const dispatches: Dispatch[] = [];

  for (const { atMs, turn } of drawArrivals(scenario, seed)) {
    const job: Job = {
      turn,
      arrivedAtMs: atMs,
      clientTry: 0,
      order: [],
      place: 0,
      startedAtMs: atMs,
      costUsd: 0,
      failedAttempts: 0,
      qualities: [],
    };
    queue.push(atMs, { type: 'ask', job });
  }
  for (const { atMs, provider, serviceMs } of drawBackground(scenario, seed)) {
    queue.push(atMs, { type: 'background', provider, serviceMs });
  }

  function finish(job: Job, nowMs: number, ttftMs: number | undefined): void {
    const latencyMs = nowMs - job.arrivedAtMs;
    turns.push({
      index: job.turn.index,
      latencyMs,
      ttftMs: ttftMs ?? latencyMs,
      costUsd: job.costUsd,
      failedAttempts: job.failedAttempts,
      isLost: ttftMs === undefined,
      qualities: job.qualities,
    });
  }

  /** The client was given a failure: like Codex it sends the turn again, later each time, then gives up. */
  function failToClient(job: Job, nowMs: number): void {
    job.qualities.push(0);
    if (job.clientTry >= scenario.clientRetries) {
      finish(job, nowMs, undefined);
      return;
    }
    const waitMs = scenario.clientBackoffMs * 2 ** job.clientTry;
    job.clientTry += 1;
    queue.push(nowMs + waitMs, { type: 'ask', job });
  }

  function send(job: Job, nowMs: number): void {
    while (job.place < job.order.length) {
      const provider = job.order[job.place];
      const sim = provider === undefined ? undefined : sims[provider];
      if (provider === undefined || sim === undefined || !limits.isAdmissible(provider, nowMs)) {
        job.place += 1;
        continue;
      }
      limits.sent(provider, nowMs);
      job.startedAtMs = nowMs;
      const outcome = sim.attempt(job.turn, job.clientTry, nowMs);
      queue.push(nowMs + outcome.endsAfterMs, { type: 'end', job, provider, outcome });
      const untilMs = nowMs + (outcome.ttftMs ?? outcome.endsAfterMs);
      silent.push({ candidate: names[provider] ?? '', sinceMs: nowMs, untilMs });
      return;
    }
    failToClient(job, nowMs);
  }

  function hearSilent(nowMs: number): Record<string, number[]> {
    silent = silent.filter(one => one.untilMs > nowMs);
    const silentForMs: Record<string, number[]> = {};
    for (const { candidate, sinceMs } of silent) {
      silentForMs[candidate] ??= [];
      silentForMs[candidate].push(nowMs - sinceMs);
    }
    return silentForMs;
  }

  function ask(job: Job, nowMs: number): void {
    const open = names.filter((_, index) => limits.isAdmissible(index, nowMs));
    if (open.length === 0) {
      job.failedAttempts += 1;
      failToClient(job, nowMs);
      return;
    }
    const { order, decision } = arm.order(scope, open, prices, nowMs, job.turn.index, hearSilent(nowMs));
    if (decision !== undefined) arm.dispatched(decision, nowMs);
    job.order = order.slice(0, scenario.maxAttempts).map(name => names.indexOf(name));
    job.place = 0;
    dispatches.push({
      turn: job.turn.index,
      provider: order[0] ?? '',
      isApplied: decision?.applied ?? false,
      isTrial: decision?.trial ?? false,
      isForced: open[0] !== scope,
    });
    send(job, nowMs);
  }

  function end(job: Job, provider: number, outcome: AttemptOutcome, nowMs: number): void {
    limits.ended(provider, outcome.kind, nowMs);
    const candidate = names[provider] ?? '';
    const ok = outcome.kind === 'answered';
    const errorRate = nextEwma(errorRates.get(candidate) ?? 0, ok ? 0 : 1);
    errorRates.set(candidate, errorRate);
    job.costUsd += outcome.costUsd;
    arm.observed({
      candidate,
      endedAtMs: nowMs,
      ok,
      totalMs: outcome.endsAfterMs,
      ...(outcome.ttftMs === undefined ? {} : { qualityShare: outcome.qualityShare }),
      errorRateShare: errorRate,
      ...(outcome.ttftMs === undefined ? {} : { ttftMs: outcome.ttftMs, outputTokens: outcome.outputTokens }),
      ...(outcome.costUsd > 0 ? { costUsd: outcome.costUsd } : {}),
      ...(outcome.tokenPressureShare === undefined ? {} : { tokenPressureShare: outcome.tokenPressureShare }),
    });
    if (ok) {
      job.qualities.push(outcome.qualityShare);
      finish(job, nowMs, job.startedAtMs - job.arrivedAtMs + (outcome.ttftMs ?? outcome.endsAfterMs));
      return;
    }
    job.failedAttempts += 1;
    if (outcome.kind === 'broken-stream') {
      failToClient(job, nowMs);
      return;
    }
    job.place += 1;
    send(job, nowMs);
  }

  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const { atMs, event } = next;
    if (event.type === 'ask') ask(event.job, atMs);
    else if (event.type === 'end') end(event.job, event.provider, event.outcome, atMs);
    else sims[event.provider]?.serveBackground(event.serviceMs, atMs);
  }
  return { turns, dispatches };
}

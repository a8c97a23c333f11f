import { type BudgetName, brokenBudget, hasUsdBudget } from './budget.ts';
import type { Deployment } from './compile-settings.ts';
import type { Considered } from './considered.ts';
import type { DeploymentLive } from './deployment-live.ts';
import type { DispatchPlan, Refusal } from './dispatch-plan.ts';
import type { DispatchRequest } from './dispatch-request.ts';
import type { DispatchState } from './dispatch-state.ts';
import { type Candidates, findCandidates } from './find-candidates.ts';
import { expectedOutputTokens, findHardLimit, projectedTokens } from './find-hard-limit.ts';
import type { HardLimit } from './hard-limit.ts';
import { type PlanFacts, reasonLine } from './reason-line.ts';
import { refuseAll, refuseBudget, refuseUnknown } from './refuse.ts';
import { type Scored, type Selection, selectFirst } from './select-first.ts';
import { softmaxOfRisks, softRisks } from './soft-risk.ts';

interface Seen {
  readonly deployment: Deployment;
  readonly limit: HardLimit | undefined;
}

/**
 * Chooses and orders the candidates of one request. Pure: the same state, request, time and random number
 * give the same plan. The state is not changed; `applyEvent` records what then happens.
 */
export function planDispatch(
  state: DispatchState,
  request: DispatchRequest,
  nowMs: number,
  random: () => number,
): DispatchPlan {
  const candidates = findCandidates(state.compiled, state.policy, request);
  if (!candidates) return unknownPlan(state, request);
  let seen = look(state, candidates.deployments, request, nowMs);
  const budget = budgetOf(state, request, seen);
  if (budget && state.policy.budgets.on_reached === 'refuse') {
    const considered = ruledOut(request);
    for (const { deployment, limit } of seen) considered.push(consider(deployment, limit, undefined));
    return finish(state, request, candidates, considered, undefined, budget, refuseBudget(budget));
  }
  if (budget && !candidates.isStrict && seen.every(({ limit }) => limit)) {
    seen = [...seen, ...look(state, localBeside(state, seen), request, nowMs)];
  }
  const scored = score(state, seen);
  const considered = ruledOut(request);
  let open = 0;
  for (const { deployment, limit } of seen) {
    const isOpen = scored[open]?.deployment === deployment;
    considered.push(consider(deployment, limit, isOpen ? scored[open] : undefined));
    if (isOpen) open += 1;
  }
  if (scored.length === 0) {
    const refusal = refuseAll(considered, request, candidates.resolved);
    return finish(state, request, candidates, considered, undefined, budget, refusal);
  }
  const selection: Selection = candidates.isStrict
    ? { order: scored, cause: 'direct', choiceProbability: 1, affinity: undefined }
    : selectFirst(state, request, candidates.strategy, scored, nowMs, random);
  return finish(state, request, candidates, considered, selection, budget, undefined);
}

function ruledOut({ insteadOf }: DispatchRequest): Considered[] {
  return insteadOf ? [insteadOf.ruledOut] : [];
}

function look(
  state: DispatchState,
  deployments: readonly Deployment[],
  request: DispatchRequest,
  nowMs: number,
): readonly Seen[] {
  const seen: Seen[] = [];
  for (const deployment of deployments) {
    seen.push({ deployment, limit: findHardLimit(state, deployment, request, nowMs) });
  }
  return seen;
}

/** The budget that keeps out the first candidate which nothing else would. */
function budgetOf(state: DispatchState, request: DispatchRequest, seen: readonly Seen[]) {
  const wanted = seen.find(({ limit }) => limit === undefined || limit.reason === 'over-budget');
  if (wanted?.limit === undefined) return undefined;
  return brokenBudget(state, wanted.deployment, request, expectedOutputTokens(state, request));
}

/** Over budget with nobody left: what runs on this machine costs nothing. */
function localBeside({ compiled }: DispatchState, seen: readonly Seen[]): readonly Deployment[] {
  return compiled.deployments.filter(
    deployment => deployment.isLocal && !seen.some(other => other.deployment === deployment),
  );
}

function score(state: DispatchState, seen: readonly Seen[]): readonly Scored[] {
  const open: Deployment[] = [];
  const lives: DeploymentLive[] = [];
  for (const { deployment, limit } of seen) {
    const live = state.live[deployment.index];
    if (limit || !live) continue;
    open.push(deployment);
    lives.push(live);
  }
  const { weights, temperature } = state.compiled.tuning;
  const risks = softRisks(lives, weights);
  const probabilities = softmaxOfRisks(risks, temperature);
  const scored: Scored[] = [];
  for (const deployment of open) {
    const at = scored.length;
    scored.push({ deployment, softRisk: risks[at] ?? 0, probability: probabilities[at] ?? 0 });
  }
  return scored;
}

function consider(
  { name, provider }: Deployment,
  limit: HardLimit | undefined,
  scored: Scored | undefined,
): Considered {
  return {
    deployment: name,
    provider,
    limit,
    softRisk: scored?.softRisk,
    probability: scored?.probability,
  };
}

function finish(
  state: DispatchState,
  request: DispatchRequest,
  candidates: Candidates,
  considered: readonly Considered[],
  selection: Selection | undefined,
  budget: BudgetName | undefined,
  refusal: Refusal | undefined,
): DispatchPlan {
  const order: string[] = [];
  if (selection) for (const { deployment } of selection.order) order.push(deployment.name);
  const facts: PlanFacts = {
    asked: request.requestedModel,
    resolved: candidates.resolved,
    kind: request.kind,
    cause: selection?.cause ?? 'none',
    order,
    considered,
    choiceProbability: selection?.choiceProbability ?? 0,
    affinity: selection?.affinity,
    budget,
    isUncounted:
      selection?.order[0]?.deployment.prices === undefined && order.length > 0 && hasUsdBudget(state),
  };
  // Member by member: on this path a spread costs more than the ranking.
  return {
    asked: facts.asked,
    resolved: facts.resolved,
    kind: facts.kind,
    cause: facts.cause,
    order,
    considered,
    choiceProbability: facts.choiceProbability,
    affinity: facts.affinity,
    budget,
    strategy: candidates.strategy,
    isStrict: candidates.isStrict,
    projectedTokens: projectedTokens(state, request),
    reason: reasonLine(facts),
    refusal,
  };
}

function unknownPlan(state: DispatchState, request: DispatchRequest): DispatchPlan {
  const candidates: Candidates = {
    resolved: request.requestedModel,
    deployments: [],
    strategy: 'ordered',
    isStrict: true,
    rule: undefined,
  };
  const refusal = refuseUnknown(state.compiled, request.requestedModel);
  return finish(state, request, candidates, [], undefined, undefined, refusal);
}

import type { Alias, CompiledSettings, Deployment } from './compile-settings.ts';
import type { DispatchRequest } from './dispatch-request.ts';
import type { DispatchPolicy, Strategy } from './dispatch-settings.ts';

export interface Candidates {
  /** Name that was resolved: the asked one, or the alias a rule or the task chose. */
  readonly resolved: string;
  readonly deployments: readonly Deployment[];
  readonly strategy: Strategy;
  /** A deployment asked for by name: never another one. */
  readonly isStrict: boolean;
  /** The request rule that changed the alias. */
  readonly rule: string | undefined;
}

/** The alias for requests Codex sends on its own, or undefined where they go as asked. */
function ruledAlias(request: DispatchRequest, policy: DispatchPolicy): string | undefined {
  const { kind } = request;
  if (kind === 'turn' || kind === 'other') return undefined;
  const rule = policy.request_rules[kind];
  return rule === 'as-asked' ? undefined : rule;
}

/**
 * A rule moves a request to cheaper or roomier candidates, but never to a vendor that the asked alias keeps
 * out: its candidates are narrowed to the asked vendors, and the asked candidates follow as fallbacks.
 * Local deployments count only when the asked alias has nothing else.
 */
function ruledCandidates(asked: Alias, ruled: readonly Deployment[]): readonly Deployment[] {
  const remote = asked.candidates.filter(candidate => !candidate.isLocal);
  const vendors = new Set((remote.length > 0 ? remote : asked.candidates).map(({ provider }) => provider));
  const first = ruled.filter(({ provider }) => vendors.has(provider));
  return [...new Set([...first, ...asked.candidates])];
}

function preferring(deployments: readonly Deployment[], provider: string | undefined): readonly Deployment[] {
  if (provider === undefined || !deployments.some(deployment => deployment.provider === provider)) {
    return deployments;
  }
  return [
    ...deployments.filter(deployment => deployment.provider === provider),
    ...deployments.filter(deployment => deployment.provider !== provider),
  ];
}

/** @returns the candidates in their configured order, or undefined for a name nobody configured */
export function findCandidates(
  compiled: CompiledSettings,
  policy: DispatchPolicy,
  request: DispatchRequest,
): Candidates | undefined {
  const asked = compiled.aliases.get(request.insteadOf?.alias ?? request.requestedModel);
  if (!asked) {
    const deployment = compiled.byName.get(request.requestedModel);
    if (!deployment) return undefined;
    return {
      resolved: deployment.name,
      deployments: [deployment],
      strategy: 'ordered',
      isStrict: true,
      rule: undefined,
    };
  }
  const rule = ruledAlias(request, policy);
  const ruled = rule === undefined ? undefined : candidatesOf(compiled, rule);
  const chosen = (request.taskAlias && compiled.aliases.get(request.taskAlias)) || asked;
  const deployments = ruled ? ruledCandidates(chosen, ruled) : chosen.candidates;
  const preferred =
    request.preferredProvider ?? (policy.default_provider === 'auto' ? undefined : policy.default_provider);
  return {
    resolved: (ruled && rule) ?? chosen.name,
    deployments: preferring(deployments, preferred),
    strategy: request.strategy ?? chosen.strategy,
    isStrict: false,
    rule: ruled && rule,
  };
}

function candidatesOf(compiled: CompiledSettings, name: string): readonly Deployment[] | undefined {
  const alias = compiled.aliases.get(name);
  if (alias) return alias.candidates;
  const deployment = compiled.byName.get(name);
  return deployment && [deployment];
}

import type { RouterSettings } from '../../contract/settings.ts';
import type { Secret } from '../../lib/secret.ts';
import type { AttemptTarget } from './attempt.ts';
import type { UpstreamFailure } from './wire/canonical-event.ts';

export type Choice =
  | { readonly kind: 'targets'; readonly targets: readonly AttemptTarget[]; readonly reason: string }
  | { readonly kind: 'refused'; readonly failure: UpstreamFailure; readonly reason: string };

/**
 * The candidates of a model name that can be tried now, in the alias's order, or why there is none.
 * A deployment's own name is strict: it has one candidate.
 */
export function chooseTargets(
  requestedModel: string,
  settings: RouterSettings,
  keys: ReadonlyMap<string, Secret>,
): Choice {
  const alias = settings.aliases[requestedModel];
  const names = alias?.candidates ?? (settings.deployments[requestedModel] ? [requestedModel] : undefined);
  if (names === undefined) {
    return refused('not a known model', {
      code: 'rejected',
      detail: 'model_not_found',
      message: `The model ${JSON.stringify(requestedModel.slice(0, 100))} is neither an alias nor a deployment of router.yaml.`,
    });
  }
  const targets: AttemptTarget[] = [];
  const out: string[] = [];
  for (const name of names) {
    const target = resolveTarget(name, settings, keys);
    if (typeof target === 'string') out.push(`${name}: ${target}`);
    else targets.push(target);
  }
  if (targets.length > 0)
    return { kind: 'targets', targets, reason: alias ? 'first candidate' : 'asked for by name' };
  return refused(out.join('; '), {
    code: 'key-missing',
    message: `No candidate of ${requestedModel} can be used now (${out.join('; ')}). Enter a key in Signalbox, under Keys.`,
  });
}

function refused(reason: string, failure: UpstreamFailure): Choice {
  return { kind: 'refused', reason, failure };
}

/** @returns the target, or the reason why it cannot be tried, in words */
function resolveTarget(
  name: string,
  settings: RouterSettings,
  keys: ReadonlyMap<string, Secret>,
): AttemptTarget | string {
  const deployment = settings.deployments[name];
  if (deployment === undefined) return 'not in router.yaml';
  const provider = settings.providers[deployment.provider];
  if (provider === undefined) return `its provider ${deployment.provider} is not in router.yaml`;
  if (!provider.enabled) return 'provider switched off';
  const key = keys.get(deployment.provider);
  if (key === undefined && !provider.keyless) return 'no key';
  return {
    deployment: name,
    baseUrl: new URL(provider.base_url),
    key,
    headers: provider.headers,
    wire: {
      provider: deployment.provider,
      wireApi: provider.wire_api,
      model: deployment.model,
      images: deployment.images,
      tools: deployment.tools,
      parallelTools: deployment.parallel_tools,
      reasoning: deployment.reasoning,
      maxOutputTokens: deployment.max_output_tokens,
      contextTokens: deployment.context_tokens,
    },
  };
}

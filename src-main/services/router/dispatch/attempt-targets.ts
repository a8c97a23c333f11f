import type { RouterSettings } from '../../../contract/settings.ts';
import type { Secret } from '../../../lib/secret.ts';
import type { AttemptTarget } from '../attempt.ts';
import { readBaseUrl } from '../upstream/base-url.ts';

/** Where each deployment is reached, made once for the settings and keys of the moment. */
export interface AttemptTargets {
  /** undefined for a deployment that the settings no longer have. */
  of(deployment: string): AttemptTarget | undefined;
}

export function createAttemptTargets(
  settings: RouterSettings,
  keys: ReadonlyMap<string, Secret>,
): AttemptTargets {
  const made = new Map<string, AttemptTarget | undefined>();
  return {
    of(deployment) {
      if (!made.has(deployment)) made.set(deployment, resolve(deployment, settings, keys));
      return made.get(deployment);
    },
  };
}

function resolve(
  name: string,
  settings: RouterSettings,
  keys: ReadonlyMap<string, Secret>,
): AttemptTarget | undefined {
  const deployment = settings.deployments[name];
  const provider = deployment && settings.providers[deployment.provider];
  if (deployment === undefined || provider === undefined) return undefined;
  return {
    deployment: name,
    baseUrl: readBaseUrl(provider.base_url),
    key: keys.get(deployment.provider),
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

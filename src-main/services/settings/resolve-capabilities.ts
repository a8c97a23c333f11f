import type { DeploymentSettings, RouterSettings } from '../../contract/settings.ts';

type ModelList = typeof import('llm-zoo');
type Capabilities = Pick<
  DeploymentSettings,
  'context_tokens' | 'images' | 'tools' | 'parallel_tools' | 'reasoning'
>;

/**
 * Our provider id, and the list's name of the vendor. Only vendors that serve their own models are looked
 * up: what an open model can do depends on who serves it, and the list knows no server of those.
 */
const VENDORS: ReadonlyMap<string, string> = new Map([
  ['openai', 'openai'],
  ['gemini', 'google'],
  ['anthropic', 'anthropic'],
]);

/**
 * No list says who may call several tools in one answer. Hosted models do, which unsaid means; models small
 * enough for this machine mix the calls up.
 */
const LOCAL: Capabilities = { parallel_tools: false };

function listedCapabilities(list: ModelList, vendor: string, model: string): Capabilities | undefined {
  // The list names some models twice, with thinking and without: what one of them can do, the model can.
  const found = Object.values(list.MODEL_CONFIGS).filter(
    entry => entry.fullName === model && String(entry.provider) === vendor && !entry.openRouterOnly,
  );
  if (found.length === 0) return undefined;
  return {
    context_tokens: Math.max(...found.map(entry => entry.contextWindow)),
    images: found.some(entry => entry.capabilities.supportsVision),
    tools: found.some(entry => entry.capabilities.supportsFunctionCalling),
    reasoning: found.some(entry => entry.capabilities.supportsReasoning),
  };
}

/**
 * Fills in what a deployment can do (images, tools, reasoning) and its context window (tokens) where
 * `router.yaml` leaves it out, from the model list that ships with the program; models on this machine are
 * taken to call one tool at a time. What the file says always
 * wins, member by member; a model the list does not know stays as it is. The list is loaded on first use.
 */
export async function resolveCapabilities(settings: RouterSettings): Promise<RouterSettings> {
  const list = await import('llm-zoo');
  const deployments = Object.fromEntries(
    Object.entries(settings.deployments).map(([name, deployment]) => {
      if (settings.providers[deployment.provider]?.local) return [name, { ...LOCAL, ...deployment }];
      const vendor = VENDORS.get(deployment.provider);
      const listed = vendor === undefined ? undefined : listedCapabilities(list, vendor, deployment.model);
      return [name, { ...listed, ...deployment }];
    }),
  );
  return { ...settings, deployments };
}

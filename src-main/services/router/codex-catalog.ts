import type { RouterSettings } from '../../contract/settings.ts';
import { buildModelCatalog, type CatalogModel, type ModelCatalog } from '../../domain/codex/model-catalog.ts';
import { namesOf } from './model-list.ts';

/** The catalog Codex reads: every alias, then every deployment, with what it really can. */
export function codexCatalog(
  settings: RouterSettings,
  isUsable: (name: string) => boolean,
  baseInstructions: string,
): ModelCatalog {
  return buildModelCatalog(
    namesOf(settings).map(name => catalogModel(name, settings, isUsable(name))),
    baseInstructions,
  );
}

/**
 * An alias promises what its candidates on other machines have in common. The local model at the end of
 * every list has a small window: requests too long for it are not sent there, so it does not shrink the
 * window of all others, unless it is the only one.
 */
function catalogModel(name: string, settings: RouterSettings, isUsable: boolean): CatalogModel {
  const alias = settings.aliases[name];
  const deployments = (alias?.candidates ?? [name])
    .map(candidate => settings.deployments[candidate])
    .filter(deployment => deployment !== undefined);
  const remote = deployments.filter(deployment => settings.providers[deployment.provider]?.local !== true);
  const counted = remote.length > 0 ? remote : deployments;
  const windows = counted.flatMap(deployment => deployment.context_tokens ?? []);
  return {
    slug: name,
    displayName: name,
    description: alias?.description ?? describe(deployments[0]),
    contextTokens: windows.length > 0 ? Math.min(...windows) : undefined,
    images: counted.every(deployment => deployment.images !== false),
    reasoning: counted.some(deployment => deployment.reasoning !== false),
    parallelTools: counted.every(deployment => deployment.parallel_tools !== false),
    listed: isUsable,
  };
}

function describe(deployment: { readonly provider: string; readonly model: string } | undefined) {
  return deployment && `${deployment.model} at ${deployment.provider}`;
}

import type { RouterSettings } from '../../contract/settings.ts';
import type { Secret } from '../../lib/secret.ts';
import { chooseTargets } from './choose-targets.ts';

/** OpenAI's list of models: the aliases and deployments that can be used now. */
export function listModels(settings: RouterSettings, keys: ReadonlyMap<string, Secret>): object {
  const usable = [...Object.keys(settings.aliases), ...Object.keys(settings.deployments)].filter(
    name => chooseTargets(name, settings, keys).kind === 'targets',
  );
  return {
    object: 'list',
    data: usable.map(id => ({
      id,
      object: 'model',
      created: 0,
      owned_by: settings.aliases[id] ? 'signalbox' : (settings.deployments[id]?.provider ?? 'signalbox'),
    })),
  };
}

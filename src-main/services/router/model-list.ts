import type { RouterSettings } from '../../contract/settings.ts';

/** OpenAI's list of models: the aliases and deployments that can be used now. */
export function listModels(settings: RouterSettings, isUsable: (name: string) => boolean): object {
  const usable = namesOf(settings).filter(isUsable);
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

/** Every alias, then every deployment that no alias hides. */
export function namesOf(settings: RouterSettings): readonly string[] {
  return [...new Set([...Object.keys(settings.aliases), ...Object.keys(settings.deployments)])];
}

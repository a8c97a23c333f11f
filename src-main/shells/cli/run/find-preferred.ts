import type { RouterSettings } from '../../../contract/settings.ts';
import type { PreferenceMatch, RoutingPreference } from '../../../domain/task/preference/match-preference.ts';
import { matchByLocalModel } from '../../../services/ollama/match-preference.ts';
import { createOllamaApi } from '../../../services/ollama/ollama-api.ts';
import { localModelOf } from '../../core/local-model.ts';
import type { RunFacts } from './read-facts.ts';

const PATIENCE_MS = 8000;

/**
 * The deployment whose `routing_preferences` fit the task, asked of the local model where Ollama is up and
 * judged by the likeness of the words where it is not.
 */
export async function findPreferred(
  prompt: string,
  settings: RouterSettings,
  facts: RunFacts,
  signal: AbortSignal,
): Promise<PreferenceMatch | undefined> {
  const preferences = Object.entries(settings.deployments).flatMap(
    ([deployment, { routing_preferences }]): RoutingPreference[] =>
      (routing_preferences ?? []).map(preference => ({ deployment, ...preference })),
  );
  if (preferences.length === 0) return undefined;
  const { baseUrl, model } = localModelOf(settings);
  await using api = createOllamaApi(baseUrl);
  const patienceMs = facts.isOllamaUp ? PATIENCE_MS : 0;
  return (await matchByLocalModel(api, model, prompt, preferences, patienceMs, signal)).match;
}

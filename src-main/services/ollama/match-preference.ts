import { preferenceQuestion, readPreferenceAnswer } from '../../domain/task/preference/ask-preference.ts';
import {
  matchPreference,
  type PreferenceMatch,
  type RoutingPreference,
} from '../../domain/task/preference/match-preference.ts';
import { createDeadline } from '../../lib/deadline.ts';
import { askLocal } from './ask-local.ts';
import type { OllamaApi } from './ollama-api.ts';

export interface MatchedPreference {
  readonly match: PreferenceMatch | undefined;
  /** Who decided: the local model, or the likeness of the words. */
  readonly by: 'model' | 'words';
}

/**
 * Matches a task to a deployment's routing preferences by the local model, and by the likeness of words
 * where it does not answer within `patienceMs` or answers unclearly. Rejects only when `signal` aborts.
 */
export async function matchByLocalModel(
  api: OllamaApi,
  model: string,
  prompt: string,
  preferences: readonly RoutingPreference[],
  patienceMs: number,
  signal: AbortSignal,
): Promise<MatchedPreference> {
  const byWords: MatchedPreference = { match: matchPreference(prompt, preferences), by: 'words' };
  if (preferences.length === 0) return byWords;
  try {
    using patience = createDeadline(patienceMs, signal);
    const question = preferenceQuestion(prompt, preferences);
    const { text } = await askLocal(api, model, question, () => undefined, patience.signal, {
      maxOutputTokens: 8,
      temperature: 0,
    });
    const chosen = readPreferenceAnswer(text, preferences);
    if (chosen === 'unclear') return byWords;
    if (chosen === 'none') return { match: undefined, by: 'model' };
    return { match: { deployment: chosen.deployment, name: chosen.name, similarityShare: 1 }, by: 'model' };
  } catch {
    // The answer is a convenience: whatever kept the model from giving it, the words still tell.
    signal.throwIfAborted();
    return byWords;
  }
}

import { MODEL_BUSY } from '../classify-error.ts';
import type { Meaning } from './status-meaning.ts';

/** Narrow on purpose: what is wrong with a request is often said of a model, too. */
const GONE =
  /\bmodels?\b[^.\n]{0,80}(not found|does not exist|decommissioned|not available|no longer (available|supported))|(no|not have) access to (the |this )?model/i;

/**
 * A refusal whose words are about the model is this deployment's trouble, not the request's nor the key's: another
 * candidate may serve it, whatever the status.
 */
export function orModelTrouble(meaning: Meaning, said: string): Meaning {
  const isRefusal = meaning.code === 'rejected' || meaning.code === 'key-refused';
  if (!isRefusal || meaning.detail !== undefined) return meaning;
  if (GONE.test(said)) return { code: 'unavailable', detail: 'model_not_found' };
  return MODEL_BUSY.test(said) ? { code: 'unavailable', detail: 'overloaded' } : meaning;
}

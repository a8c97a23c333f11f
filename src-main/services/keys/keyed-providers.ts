import { KEYED_PROVIDERS } from '../../contract/provider-id.ts';
import type { RouterSettings } from '../../contract/settings.ts';
import type { KeyedProvider } from './key-vault.ts';

/**
 * Who takes a key: the providers everybody is offered, and every gateway of the person's own `router.yaml`
 * that is not keyless. `key_env` there names the variable a key may come from.
 */
export function keyedProviders(providers: RouterSettings['providers']): readonly KeyedProvider[] {
  const common = KEYED_PROVIDERS.map(keyed => ({
    ...keyed,
    envName: providers[keyed.provider]?.key_env ?? keyed.envName,
  }));
  const own = Object.entries(providers)
    .filter(([id, { keyless }]) => !keyless && !common.some(({ provider }) => provider === id))
    .map(([id, { key_env }]) => ({ provider: id, label: id, envName: key_env ?? '' }));
  return [...common, ...own];
}

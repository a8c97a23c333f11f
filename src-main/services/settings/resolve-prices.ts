import type { DeploymentSettings, ProviderSettings, RouterSettings } from '../../contract/settings.ts';

type PriceList = typeof import('@pydantic/genai-prices');
type ModelPrice = import('@pydantic/genai-prices').ModelPrice;

/** The price list names vendors differently, and Hugging Face's inner provider is the model's suffix. */
function listedAs(
  providerId: string,
  provider: ProviderSettings,
  model: string,
): { providerId: string; model: string } | undefined {
  const host = new URL(provider.base_url).hostname;
  if (host === 'router.huggingface.co' || providerId === 'huggingface') {
    const [name = model, inner] = model.split(':');
    return inner && inner !== 'fastest' && inner !== 'cheapest'
      ? { providerId: `huggingface_${inner}`, model: name }
      : undefined;
  }
  return { providerId: providerId === 'gemini' ? 'google' : providerId, model };
}

type Price = ModelPrice[string];
const flat = (price: Price): number | undefined => (typeof price === 'object' ? price.base : price);
const tier = (price: Price): { start: number; price: number } | undefined =>
  typeof price === 'object' ? price.tiers[0] : undefined;

/** Takes undefined members out, so that spreading the object overrides nothing with nothing. */
function given<T extends object>(members: T): T {
  for (const key of Object.keys(members)) {
    if (Reflect.get(members, key) === undefined) Reflect.deleteProperty(members, key);
  }
  return members;
}

function longInput(price: ModelPrice): DeploymentSettings['long_input'] {
  const input = tier(price.input_mtok);
  const output = flat(price.output_mtok);
  if (!input || output === undefined) return undefined;
  return {
    above_input_tokens: input.start,
    input_usd_per_mtok: input.price,
    cached_input_usd_per_mtok: tier(price.cache_read_mtok)?.price,
    cache_write_usd_per_mtok: tier(price.cache_write_mtok)?.price,
    output_usd_per_mtok: tier(price.output_mtok)?.price ?? output,
  };
}

function resolveDeployment(
  list: PriceList,
  deployment: DeploymentSettings,
  provider: ProviderSettings,
  at: Date,
): DeploymentSettings {
  if (provider.local)
    return { input_usd_per_mtok: 0, cached_input_usd_per_mtok: 0, output_usd_per_mtok: 0, ...deployment };
  const listed = listedAs(deployment.provider, provider, deployment.model);
  const vendor =
    listed &&
    (list.findProvider({ providerId: listed.providerId }) ??
      list.findProvider({ providerApiUrl: provider.base_url }));
  if (!listed || !vendor) return deployment;
  const found = list.calcPrice({ input_tokens: 0, output_tokens: 0 }, listed.model, {
    provider: vendor,
    timestamp: at,
  });
  if (!found) return deployment;
  const { model, model_price: price } = found;
  const context = given({ context_tokens: model.context_window });
  // A price given by hand replaces the whole listed set: a mixture would be nobody's price.
  if (deployment.input_usd_per_mtok !== undefined || deployment.output_usd_per_mtok !== undefined) {
    return { ...context, ...deployment };
  }
  return {
    ...context,
    ...given({
      input_usd_per_mtok: flat(price.input_mtok),
      cached_input_usd_per_mtok: flat(price.cache_read_mtok),
      cache_write_usd_per_mtok: flat(price.cache_write_mtok),
      output_usd_per_mtok: flat(price.output_mtok),
      long_input: longInput(price),
    }),
    ...deployment,
  };
}

/**
 * Fills in prices and context windows that `router.yaml` leaves out, from the price list that ships with
 * the program (USD per million tokens, at the prices of `at`). What the file says always wins; a model the
 * list does not know stays without a price. The list is loaded on first use: it is large.
 */
export async function resolvePrices(settings: RouterSettings, at: Date): Promise<RouterSettings> {
  const list = await import('@pydantic/genai-prices');
  const deployments = Object.fromEntries(
    Object.entries(settings.deployments).map(([name, deployment]) => {
      const provider = settings.providers[deployment.provider];
      return [name, provider ? resolveDeployment(list, deployment, provider, at) : deployment];
    }),
  );
  return { ...settings, deployments };
}

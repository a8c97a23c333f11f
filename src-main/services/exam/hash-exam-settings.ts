import { createHash } from 'node:crypto';
import type { RouterSettings } from '../../contract/settings.ts';

/**
 * A short hash of what an exam depends on: where the requests go, in which dialect, for which model, with
 * which capabilities. Prices and limits may change without making a report untrue.
 *
 * @returns undefined for a deployment that `router.yaml` does not name
 */
export function hashExamSettings(settings: RouterSettings, deployment: string): string | undefined {
  const examined = settings.deployments[deployment];
  const provider = examined && settings.providers[examined.provider];
  if (examined === undefined || provider === undefined) return undefined;
  const { wire_api, base_url, headers } = provider;
  const { model, context_tokens, max_output_tokens, images, tools, parallel_tools, reasoning } = examined;
  const facts = [
    ...[examined.provider, wire_api, base_url, Object.entries(headers).sort()],
    ...[model, context_tokens, max_output_tokens, images, tools, parallel_tools, reasoning],
  ];
  // An absent value and null are the same nothing, so that positions hold.
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 16);
}

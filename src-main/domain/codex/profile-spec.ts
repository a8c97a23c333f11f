import type { CodexCapabilities } from './codex-capabilities.ts';
import {
  HUGGINGFACE_BASE_URL,
  HUGGINGFACE_MODEL,
  HUGGINGFACE_PROFILE,
  ROUTED_PROFILE,
} from './codex-names.ts';
import type { CatalogModel } from './model-catalog.ts';
import type { AuthCommand, ProfileSpec } from './plan-profile.ts';

/** The only model of the Hugging Face profile, as its card states it. */
export const HUGGINGFACE_CATALOG_MODEL: CatalogModel = {
  slug: HUGGINGFACE_MODEL,
  displayName: 'gpt-oss-120b (Hugging Face)',
  description: 'Open weights, served by the fastest provider behind Hugging Face',
  contextTokens: 131_072,
  images: false,
  reasoning: true,
  listed: true,
};

export interface RouterAddress {
  /** The port the router listens on at 127.0.0.1. */
  readonly port: number;
}

/** The profile of the routed modes. A Codex that knows no catalog URL reads the catalog from a file beside it. */
export function routedProfile(
  router: RouterAddress,
  auth: AuthCommand,
  capabilities: CodexCapabilities,
): ProfileSpec {
  const root = `http://127.0.0.1:${router.port}`;
  return {
    profile: ROUTED_PROFILE,
    model: 'codex-default',
    baseUrl: `${root}/v1`,
    auth,
    catalog: capabilities.catalogUrl
      ? { kind: 'url', url: `${root}/codex/models` }
      : { kind: 'file', fileName: `${ROUTED_PROFILE}.models.json` },
    boundedRetries: capabilities.boundedRetries,
  };
}

/** Codex straight to Hugging Face: no router, so the catalog is a file. */
export function huggingfaceProfile(
  auth: AuthCommand,
  capabilities: CodexCapabilities,
  baseUrl = HUGGINGFACE_BASE_URL,
): ProfileSpec {
  return {
    profile: HUGGINGFACE_PROFILE,
    model: HUGGINGFACE_MODEL,
    baseUrl,
    auth,
    catalog: { kind: 'file', fileName: `${HUGGINGFACE_PROFILE}.models.json` },
    boundedRetries: capabilities.boundedRetries,
  };
}

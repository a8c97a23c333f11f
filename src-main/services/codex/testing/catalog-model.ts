import type { CatalogModel } from '../../../domain/codex/model-catalog.ts';

/** The one model of a router that answers a real Codex. */
export const CATALOG_MODEL: CatalogModel = {
  slug: 'codex-default',
  displayName: 'codex-default',
  contextTokens: 32_768,
  images: false,
  reasoning: false,
  listed: true,
};

import type { WireApi } from '../../../contract/settings.ts';

/** What of a deployment the translation depends on. `undefined` means not known: then assume it can. */
export interface WireTarget {
  /** Provider id; also the provenance of what comes back. */
  readonly provider: string;
  readonly wireApi: WireApi;
  /** The model name the provider knows. */
  readonly model: string;
  readonly images?: boolean | undefined;
  readonly tools?: boolean | undefined;
  readonly parallelTools?: boolean | undefined;
  readonly reasoning?: boolean | undefined;
  readonly maxOutputTokens?: number | undefined;
  readonly contextTokens?: number | undefined;
}

/** How Codex itself is run: `litellm` through the router, `standard` as it is, `huggingface` straight there. */
export const CODEX_PROVIDERS = ['litellm', 'standard', 'huggingface'] as const;
export type CodexProvider = (typeof CODEX_PROVIDERS)[number];

export interface ProviderFacts {
  /** `default_codex_provider` with flags and environment applied; `auto` follows the order. */
  readonly asked: 'auto' | CodexProvider;
  readonly fallbackOrder: readonly CodexProvider[];
  /** Why the router cannot take it now; absent when it can. */
  readonly routerFault?: string | undefined;
  readonly avoidOpenAi: boolean;
  readonly openModelsOnly: boolean;
  /** The work must stay on this machine: the folder is local-only, or the task asks for the local model. */
  readonly localOnly?: string | undefined;
  readonly hasHuggingFaceKey: boolean;
  /** USD one request may cost; 0 is no limit. */
  readonly maxCostUsd: number;
  /** Why Codex cannot run at all. */
  readonly codexFault?: string | undefined;
}

export interface PlannedProvider {
  readonly provider: CodexProvider;
  /** Why it is passed over; absent when it will be tried. */
  readonly skipped?: string;
}

/** The ways to run Codex in the order of trying; those that cannot or must not be used say why. */
export function orderProviders(facts: ProviderFacts): readonly PlannedProvider[] {
  const { asked, fallbackOrder } = facts;
  const order = asked === 'auto' ? fallbackOrder : [asked, ...fallbackOrder.filter(other => other !== asked)];
  return [...new Set(order)].map(provider => {
    const skipped = facts.codexFault ?? whySkipped(provider, facts);
    return skipped === undefined ? { provider } : { provider, skipped };
  });
}

function whySkipped(provider: CodexProvider, facts: ProviderFacts): string | undefined {
  switch (provider) {
    case 'litellm':
      return facts.routerFault;
    case 'standard':
      if (facts.localOnly !== undefined) return facts.localOnly;
      if (facts.avoidOpenAi) return 'plain Codex asks OpenAI, which is avoided';
      if (facts.openModelsOnly) return 'plain Codex asks no open model';
      return facts.maxCostUsd > 0 ? 'what plain Codex costs is not known, and there is a limit' : undefined;
    case 'huggingface':
      if (facts.localOnly !== undefined) return facts.localOnly;
      if (!facts.hasHuggingFaceKey)
        return 'there is no Hugging Face key in the key chain (`signalbox keys set huggingface --remember` puts it there)';
      return facts.maxCostUsd > 0 ? 'its cost is not watched, and there is a limit' : undefined;
  }
}

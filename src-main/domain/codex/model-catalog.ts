/** An alias or a deployment, as Codex's model picker and its context accounting should see it. */
export interface CatalogModel {
  /** What Codex sends as `model`. */
  readonly slug: string;
  readonly displayName: string;
  readonly description?: string | undefined;
  /** The smallest window among the candidates: Codex compacts by it. Absent when unknown. */
  readonly contextTokens?: number | undefined;
  readonly images: boolean;
  /** Whether a reasoning effort means anything to the model. */
  readonly reasoning: boolean;
  readonly parallelTools?: boolean | undefined;
  /** Listed in `/model`; hidden ones still work with `-m`. */
  readonly listed: boolean;
}

/** One entry of the document that Codex reads as a model catalog; every key here is one it needs or heeds. */
export interface CatalogEntry {
  readonly slug: string;
  readonly display_name: string;
  readonly description: string | null;
  readonly default_reasoning_level?: string;
  readonly supported_reasoning_levels: readonly { readonly effort: string; readonly description: string }[];
  readonly supports_reasoning_summary_parameter: boolean;
  /** Mandatory before Codex 0.157, ignored since. */
  readonly supports_reasoning_summaries: boolean;
  readonly default_reasoning_summary: 'auto' | 'none';
  readonly shell_type: 'unified_exec';
  readonly visibility: 'list' | 'hide';
  readonly supported_in_api: true;
  readonly priority: number;
  readonly support_verbosity: false;
  readonly default_verbosity: null;
  readonly apply_patch_tool_type: 'freeform';
  readonly supports_parallel_tool_calls: boolean;
  readonly supports_search_tool: false;
  readonly use_responses_lite: false;
  readonly input_modalities: readonly ('text' | 'image')[];
  readonly context_window: number;
  readonly effective_context_window_percent: number;
  readonly truncation_policy: { readonly mode: 'tokens'; readonly limit: number };
  readonly experimental_supported_tools: readonly string[];
  readonly base_instructions: string;
}

export interface ModelCatalog {
  readonly models: readonly CatalogEntry[];
}

/** What Codex itself assumes for a model it knows nothing about. */
const UNKNOWN_CONTEXT_TOKENS = 272_000;

/** Largest tool output kept in the history, in tokens; Codex's own default, less for small windows. */
const TOOL_OUTPUT_TOKENS = 10_000;

const REASONING_LEVELS = [
  { effort: 'low', description: 'Quick answers' },
  { effort: 'medium', description: 'Balanced for everyday work' },
  { effort: 'high', description: 'Longer thinking for hard problems' },
] as const;

/**
 * The catalog Codex fetches from the router (or reads from a file). One malformed entry would make Codex
 * drop the whole list, so every entry has every mandatory key. `use_responses_lite` and code mode stay off:
 * both would make Codex send tools in a form that only OpenAI's newest models understand.
 *
 * @param models in the order the picker shows; a slug that occurs twice is kept once.
 * @param baseInstructions the first developer message of every thread.
 */
export function buildModelCatalog(models: readonly CatalogModel[], baseInstructions: string): ModelCatalog {
  const unique = new Map<string, CatalogModel>();
  for (const model of models) if (!unique.has(model.slug)) unique.set(model.slug, model);
  return {
    models: [...unique.values()].map((model, index) => catalogEntry(model, index + 1, baseInstructions)),
  };
}

function catalogEntry(model: CatalogModel, priority: number, baseInstructions: string): CatalogEntry {
  const contextTokens = model.contextTokens ?? UNKNOWN_CONTEXT_TOKENS;
  return {
    slug: model.slug,
    display_name: model.displayName,
    description: model.description ?? null,
    ...(model.reasoning && { default_reasoning_level: 'medium' }),
    supported_reasoning_levels: model.reasoning ? REASONING_LEVELS : [],
    supports_reasoning_summary_parameter: model.reasoning,
    supports_reasoning_summaries: model.reasoning,
    default_reasoning_summary: model.reasoning ? 'auto' : 'none',
    shell_type: 'unified_exec',
    visibility: model.listed ? 'list' : 'hide',
    supported_in_api: true,
    priority,
    support_verbosity: false,
    default_verbosity: null,
    apply_patch_tool_type: 'freeform',
    supports_parallel_tool_calls: model.parallelTools ?? true,
    supports_search_tool: false,
    use_responses_lite: false,
    input_modalities: model.images ? ['text', 'image'] : ['text'],
    context_window: contextTokens,
    effective_context_window_percent: 95,
    truncation_policy: { mode: 'tokens', limit: toolOutputTokens(contextTokens) },
    experimental_supported_tools: [],
    base_instructions: baseInstructions,
  };
}

/** At most an eighth of the window, so that one long command output cannot fill a small local model. */
function toolOutputTokens(contextTokens: number): number {
  return Math.max(1000, Math.min(TOOL_OUTPUT_TOKENS, Math.floor(contextTokens / 8)));
}

import type { Complexity, Wish } from './cue.ts';

export interface AliasChoice {
  readonly complexity: Complexity;
  readonly wishes: readonly Wish[];
  readonly wishesSpeed: boolean;
  /** Policy or flag: OpenAI is to be left out. */
  readonly avoidOpenAi: boolean;
  /** Policy: only models with open weights. */
  readonly openModelsOnly: boolean;
  /** A Hugging Face token is present. */
  readonly hasHuggingFaceKey: boolean;
  /** An Anthropic key is present. */
  readonly hasAnthropicKey: boolean;
}

const BY_COMPLEXITY: Readonly<Record<Complexity, string>> = {
  simple: 'codex-light',
  medium: 'codex-default',
  complex: 'codex-deep',
};

/**
 * The alias for a task. What the person names comes first (local, Claude, open models) as far as it can be
 * had, then the avoidance of OpenAI, then the length, then the complexity.
 */
export function chooseAlias(choice: AliasChoice): string {
  const { complexity, wishes } = choice;
  if (wishes.includes('localQwen')) return 'codex-qwen-local';
  if (wishes.includes('claude') && choice.hasAnthropicKey && !choice.openModelsOnly) return 'codex-claude';
  if (wishes.includes('openModels') || choice.openModelsOnly) {
    if (choice.hasHuggingFaceKey) {
      return choice.wishesSpeed || complexity === 'complex' ? 'codex-hf-fast' : 'codex-hf-cheap';
    }
    if (choice.openModelsOnly) return 'codex-qwen-local';
  }
  if (choice.avoidOpenAi) return 'codex-no-openai';
  if (wishes.includes('longContext')) return 'codex-long';
  return BY_COMPLEXITY[complexity];
}

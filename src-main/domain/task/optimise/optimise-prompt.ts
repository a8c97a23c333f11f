import { type CleaningStep, cleanPrompt } from './clean-prompt.ts';
import { type Tokenizer, truncatePrompt } from './truncate-prompt.ts';
import { utf8Bytes } from './utf8-bytes.ts';

export interface OptimisedPrompt {
  readonly text: string;
  readonly originalBytes: number;
  readonly optimisedBytes: number;
  readonly originalTokens: number;
  readonly inputTokens: number;
  /** Tokens cut out of the middle to fit the limit. */
  readonly droppedTokens: number;
  readonly steps: readonly (CleaningStep | 'truncate')[];
}

export interface OptimiseOptions {
  readonly tokenizer: Tokenizer;
  readonly maxInputTokens?: number;
}

/** Cleans, counts and, where a limit is given, truncates the prompt of one run. */
export function optimisePrompt(
  prompt: string,
  { tokenizer, maxInputTokens }: OptimiseOptions,
): OptimisedPrompt {
  const cleaned = cleanPrompt(prompt);
  const cut =
    maxInputTokens === undefined
      ? { text: cleaned.text, droppedTokens: 0 }
      : truncatePrompt(cleaned.text, maxInputTokens, tokenizer);
  return {
    text: cut.text,
    originalBytes: utf8Bytes(prompt),
    optimisedBytes: utf8Bytes(cut.text),
    originalTokens: tokenizer.countTokens(prompt),
    inputTokens: tokenizer.countTokens(cut.text),
    droppedTokens: cut.droppedTokens,
    steps: cut.droppedTokens > 0 ? [...cleaned.steps, 'truncate'] : cleaned.steps,
  };
}

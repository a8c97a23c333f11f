import type { EffortLevel } from '../effort.ts';

type Level = Extract<EffortLevel, 'minimal' | 'low' | 'medium' | 'high'>;

/** `thinkingConfig` differs by generation: a level from 3 on, a budget for 2.5, nothing before. */
export type ThinkingControl =
  | { readonly kind: 'none' }
  | { readonly kind: 'level'; readonly levels: readonly [Level, ...Level[]] }
  /** Tokens. `min` 0 means that thinking can be turned off. */
  | {
      readonly kind: 'budget';
      readonly min: number;
      readonly max: number;
      readonly thinksByDefault: boolean;
    };

export interface GeminiTraits {
  readonly thinking: ThinkingControl;
  /** Calls of the running turn must carry a thought signature. */
  readonly needsSignatures: boolean;
  /** Calls have ids, and results may hold images. */
  readonly hasCallIds: boolean;
  /** JSON output and tools in one request. */
  readonly jsonWithTools: boolean;
  /** `systemInstruction` is accepted. */
  readonly takesSystem: boolean;
}

/**
 * The traits by model name, from ai.google.dev (Thinking, Thought signatures, Structured output). A name without
 * a version, such as `gemini-flash-latest`, counts as the newest generation.
 */
export function geminiTraits(model: string): GeminiTraits {
  const name = model.toLowerCase();
  const isGemini = name.includes('gemini');
  const version = isGemini ? Number(/gemini-(\d+(?:\.\d+)?)/.exec(name)?.[1] ?? 4) : 0;
  const isNew = version >= 3;
  return {
    thinking: thinkingControl(name, version),
    needsSignatures: isNew,
    hasCallIds: isNew,
    jsonWithTools: isNew,
    takesSystem: !name.includes('gemma'),
  };
}

function thinkingControl(name: string, version: number): ThinkingControl {
  if (version >= 3) return { kind: 'level', levels: levelsOf(name, version) };
  if (version < 2.5) return { kind: 'none' };
  if (name.includes('pro')) return { kind: 'budget', min: 128, max: 32_768, thinksByDefault: true };
  return { kind: 'budget', min: 0, max: 24_576, thinksByDefault: !name.includes('lite') };
}

/** Flash has `minimal` up to 3.5 and Flash-Lite keeps it; where it is refused, the whole request is. */
function levelsOf(name: string, version: number): readonly [Level, ...Level[]] {
  if (name.includes('pro')) return version < 3.1 ? ['low', 'high'] : ['low', 'medium', 'high'];
  const hasMinimal = name.includes('flash') && (version < 3.6 || (name.includes('lite') && version < 4));
  return hasMinimal ? ['minimal', 'low', 'medium', 'high'] : ['low', 'medium', 'high'];
}

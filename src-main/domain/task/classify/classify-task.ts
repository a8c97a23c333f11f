import { chooseAlias } from './choose-alias.ts';
import { clauseLevel, heavier } from './clause-level.ts';
import { splitClauses } from './clauses.ts';
import type { Complexity, CueHit, Wish } from './cue.ts';
import { foldWords } from './fold-words.ts';
import { detectLanguage, type PromptLanguage } from './language.ts';
import { proseOf } from './prose.ts';
import { findWishes, wishesSpeed } from './wishes.ts';

export interface ClassifyOptions {
  /** Size of the prompt; estimated at four characters a token where it is not given. */
  readonly promptTokens?: number;
  /** From this size on a task is at least medium. Default 1500. */
  readonly mediumFromTokens?: number;
  /** From this size on a long context is needed, said or not. Default 60 000. */
  readonly longContextFromTokens?: number;
  readonly avoidOpenAi?: boolean;
  readonly openModelsOnly?: boolean;
  readonly hasHuggingFaceKey?: boolean;
  readonly hasAnthropicKey?: boolean;
}

/** What decided the complexity. */
export type DecidingCue =
  | { readonly kind: 'cue'; readonly term: string; readonly words: string }
  | { readonly kind: 'length'; readonly promptTokens: number }
  | { readonly kind: 'none' };

export interface TaskClass {
  readonly complexity: Complexity;
  /** In the order long context, open models, local Qwen, Claude. */
  readonly wishes: readonly Wish[];
  /** The alias to ask for. */
  readonly alias: string;
  readonly cue: DecidingCue;
  readonly language: PromptLanguage;
}

/** The heaviest clause decides; remarks beside a light act count only where they are grave. */
function decide(clauses: readonly string[]): CueHit | undefined {
  let decisive: CueHit | undefined;
  let sawLightAct = false;
  for (const clause of clauses) {
    const level = clauseLevel(clause);
    const hit = level.decisive;
    if (hit === undefined) continue;
    const isRemark = sawLightAct && !level.asksForAct && hit.level === 'medium';
    if (!isRemark) decisive = heavier(decisive, hit);
    sawLightAct ||= hit.level === 'simple';
  }
  return decisive;
}

/**
 * Classifies a task from its words alone, in English and French, the same for the same prompt.
 * Complex beats medium beats simple; with no cue a short prompt is simple.
 */
export function classifyTask(prompt: string, options: ClassifyOptions = {}): TaskClass {
  const { mediumFromTokens = 1500, longContextFromTokens = 60_000 } = options;
  const promptTokens = options.promptTokens ?? Math.ceil(prompt.length / 4);
  const words = foldWords(proseOf(prompt));
  const clauses = splitClauses(words);
  const hit = decide(clauses);
  let complexity: Complexity = hit?.level ?? 'simple';
  let cue: DecidingCue = hit ? { kind: 'cue', term: hit.term, words: hit.words } : { kind: 'none' };
  if (complexity === 'simple' && promptTokens > mediumFromTokens) {
    complexity = 'medium';
    cue = { kind: 'length', promptTokens };
  }
  const found = findWishes(clauses);
  const isLong = promptTokens > longContextFromTokens && !found.includes('longContext');
  const wishes: readonly Wish[] = isLong ? ['longContext', ...found] : found;
  const alias = chooseAlias({
    complexity,
    wishes,
    wishesSpeed: wishesSpeed(clauses),
    avoidOpenAi: options.avoidOpenAi ?? false,
    openModelsOnly: options.openModelsOnly ?? false,
    hasHuggingFaceKey: options.hasHuggingFaceKey ?? false,
    hasAnthropicKey: options.hasAnthropicKey ?? false,
  });
  return { complexity, wishes, alias, cue, language: detectLanguage(words) };
}

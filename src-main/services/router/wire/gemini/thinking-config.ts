import { NOTES, type Note } from '../../../../domain/dispatch/note-words.ts';
import type { CanonicalRequest } from '../canonical-request.ts';
import { type EffortLevel, effortLevel, effortWithin, wantsReasoning } from '../effort.ts';
import type { JsonObject } from '../json.ts';
import type { WireTarget } from '../wire-target.ts';
import type { ThinkingControl } from './model-traits.ts';

/** The budgets that Google's own OpenAI layer gives the effort names (ai.google.dev/gemini-api/docs/openai). */
const BUDGET_TOKENS: Readonly<Record<EffortLevel, number>> = {
  none: 0,
  minimal: 1_024,
  low: 1_024,
  medium: 8_192,
  high: 24_576,
  xhigh: 32_768,
  max: 32_768,
  ultra: 32_768,
};

/** `generationConfig.thinkingConfig`, or undefined to leave the model to its defaults. */
export function thinkingConfig(
  request: CanonicalRequest,
  target: WireTarget,
  control: ThinkingControl,
  notes: Note[],
): JsonObject | undefined {
  const effort = effortLevel(request.reasoning.effort);
  if (control.kind === 'none' || target.reasoning === false) {
    if (effort !== undefined && effort !== 'none') notes.push(NOTES.reasoningEffort);
    return undefined;
  }
  const shown = wantsReasoning(request.reasoning) ? { includeThoughts: true } : {};
  if (control.kind === 'level') {
    if (effort === 'none') notes.push(NOTES.alwaysThinksLevel);
    const level = effort === undefined ? {} : { thinkingLevel: effortWithin(effort, control.levels) };
    return orNothing({ ...level, ...shown });
  }
  if (effort === undefined) return control.thinksByDefault ? orNothing(shown) : undefined;
  const budget = Math.max(control.min, Math.min(BUDGET_TOKENS[effort], control.max));
  if (effort === 'none' && budget > 0) notes.push(NOTES.alwaysThinksBudget);
  // Thoughts cannot be asked for where there is no thinking.
  return budget === 0 ? { thinkingBudget: 0 } : { thinkingBudget: budget, ...shown };
}

function orNothing(config: JsonObject): JsonObject | undefined {
  return Object.keys(config).length === 0 ? undefined : config;
}

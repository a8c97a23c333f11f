import { NOTES, type Note } from '../../../../domain/dispatch/note-words.ts';
import type { CanonicalRequest } from '../canonical-request.ts';
import { type EffortLevel, effortLevel, effortWithin, wantsReasoning } from '../effort.ts';
import type { JsonObject } from '../json.ts';
import type { WireTarget } from '../wire-target.ts';
import type { ModelTraits } from './model-traits.ts';

export interface ThinkingPlan {
  /** Whether the model may think: then sampling is fixed and signed blocks are sent back. */
  readonly isOn: boolean;
  /** The `thinking` field. */
  readonly thinking: JsonObject | undefined;
  readonly effort: string | undefined;
  /** Thinking by token budget: a tool loop must then begin with a thinking block, and tools cannot be forced. */
  readonly isManual: boolean;
}

/** The provider's floor for `budget_tokens`. */
const MIN_BUDGET_TOKENS = 1_024;

const BUDGET_TOKENS: Readonly<Record<Exclude<EffortLevel, 'none'>, number>> = {
  minimal: 1_024,
  low: 4_096,
  medium: 10_240,
  high: 20_480,
  xhigh: 32_000,
  max: 48_000,
  ultra: 48_000,
};

const OFF: ThinkingPlan = { isOn: false, thinking: undefined, effort: undefined, isManual: false };

/** What thinking to ask for. `maxTokens` is the limit of the whole answer, thinking included. */
export function planThinking(
  request: CanonicalRequest,
  target: WireTarget,
  traits: ModelTraits,
  maxTokens: number,
  notes: Note[],
): ThinkingPlan {
  const wanted = effortLevel(request.reasoning.effort);
  const wants = target.reasoning !== false && wantsReasoning(request.reasoning);
  switch (traits.thinking) {
    case 'none':
      if (wanted !== undefined && wanted !== 'none') notes.push(NOTES.reasoningEffort);
      return OFF;
    case 'budget': {
      // Another maker's model behind this API thinks only where the deployment says that it can.
      if (!wants || (!traits.isClaude && target.reasoning !== true)) return OFF;
      return manualPlan(wanted ?? 'medium', traits, maxTokens, notes);
    }
    case 'adaptive':
    case 'always':
      return adaptivePlan(wanted, wants, traits, notes);
  }
}

function manualPlan(
  wanted: EffortLevel,
  traits: ModelTraits,
  maxTokens: number,
  notes: Note[],
): ThinkingPlan {
  const asked = wanted === 'none' ? MIN_BUDGET_TOKENS : BUDGET_TOKENS[wanted];
  const budget = Math.min(asked, Math.floor(maxTokens * 0.75));
  const effort = chooseEffort(wanted, traits);
  if (budget < MIN_BUDGET_TOKENS) {
    notes.push(NOTES.thinkingRoom);
    return { ...OFF, effort };
  }
  return { isOn: true, thinking: { type: 'enabled', budget_tokens: budget }, effort, isManual: true };
}

function adaptivePlan(
  wanted: EffortLevel | undefined,
  wants: boolean,
  traits: ModelTraits,
  notes: Note[],
): ThinkingPlan {
  const effort = wanted === undefined ? undefined : chooseEffort(wanted, traits);
  if (wants) {
    // Without `display` the newer models send thinking blocks without their text.
    return { isOn: true, thinking: { type: 'adaptive', display: 'summarized' }, effort, isManual: false };
  }
  const isRefused = wanted === 'none';
  if (traits.thinking === 'always') {
    if (isRefused) notes.push(NOTES.alwaysThinksEffort);
    return { isOn: true, thinking: undefined, effort, isManual: false };
  }
  if (isRefused && traits.thinksByDefault) {
    return { isOn: false, thinking: { type: 'disabled' }, effort, isManual: false };
  }
  return { isOn: traits.thinksByDefault, thinking: undefined, effort, isManual: false };
}

function chooseEffort(wanted: EffortLevel, traits: ModelTraits): string | undefined {
  const [least, ...more] = traits.efforts;
  return least === undefined ? undefined : effortWithin(wanted, [least, ...more]);
}

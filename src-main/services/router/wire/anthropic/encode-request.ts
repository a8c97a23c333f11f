import { leftOutNote, NOTES, type Note, tierNote } from '../../../../domain/dispatch/note-words.ts';
import type { CanonicalRequest } from '../canonical-request.ts';
import type { EncodedRequest } from '../dialect.ts';
import { compact, type JsonObject, type JsonValue } from '../json.ts';
import { createToolNames } from '../tool-names.ts';
import { splitTurns, type TurnList } from '../turns.ts';
import { formatInstruction, textOf } from '../vendor/instructions.ts';
import { note } from '../vendor/note.ts';
import type { WireTarget } from '../wire-target.ts';
import { markLast, markTurns } from './cache-marks.ts';
import { textBlocks } from './content-blocks.ts';
import { encodeTools } from './encode-tools.ts';
import { encodeTurns, isThinking, type Message, type TurnOptions } from './encode-turns.ts';
import { type ModelTraits, modelTraits } from './model-traits.ts';
import { outputFormat } from './output-format.ts';
import { planThinking, type ThinkingPlan } from './thinking-plan.ts';

export const ANTHROPIC_VERSION = '2023-06-01';
const INTERLEAVED_BETA = 'interleaved-thinking-2025-05-14';
const BINDING_BETA = 'thinking-binding-controls-2026-08-01';

/** A request as `POST /messages` (platform.claude.com/docs/en/api/messages). */
export function encodeAnthropicRequest(request: CanonicalRequest, target: WireTarget): EncodedRequest {
  const notes: Note[] = [];
  const traits = modelTraits(target.model);
  const names = createToolNames(request);
  const list = splitTurns(request.items);
  for (const item of list.opaque) note(notes, leftOutNote(item.type));
  const maxTokens = limitTokens(request, target, traits);
  const { tools, toolChoice, isForced } = encodeTools(request, target, names, traits, notes);

  let plan = planThinking(request, target, traits, maxTokens, notes);
  if (plan.isManual && isForced) plan = withoutThinking(plan, NOTES.thinkingForced, notes);
  const options: TurnOptions = {
    target,
    names,
    notes,
    images: target.images !== false,
    replaysThinking: plan.isOn,
  };
  let messages = encodeTurns(list.turns, options);
  if (plan.isManual && !loopBeginsWithThinking(messages)) {
    plan = withoutThinking(plan, NOTES.thinkingForeign, notes);
    messages = encodeTurns(list.turns, { ...options, replaysThinking: false });
  }

  const isBound = traits.bindsThinking && messages.some(message => message.content.some(isThinking));
  const format = outputFormat(request.format, traits);
  const formatText = format === undefined ? formatInstruction(request.format) : undefined;
  if (formatText !== undefined) note(notes, NOTES.answerFormat);
  const system = systemBlocks(list, formatText);
  const outputConfig = compact({ effort: plan.effort, format });
  const body = compact({
    model: target.model,
    max_tokens: maxTokens,
    system: system.length === 0 ? undefined : markLast(system),
    messages: markTurns(messages).map(message => ({ ...message })),
    tools: tools.length === 0 ? undefined : markLast(tools),
    tool_choice: toolChoice,
    thinking: isBound ? unbound(plan.thinking) : plan.thinking,
    output_config: Object.keys(outputConfig).length === 0 ? undefined : outputConfig,
    ...sampling(request, plan, traits, notes),
    stop_sequences: stopSequences(request, notes),
    service_tier: serviceTier(request.serviceTier, notes),
    stream: request.stream ? true : undefined,
  });
  noteDropped(request, notes);
  const isInterleaved = plan.isManual && traits.interleavedByHeader && tools.length > 0;
  const betas = [...(isInterleaved ? [INTERLEAVED_BETA] : []), ...(isBound ? [BINDING_BETA] : [])];
  return {
    path: '/messages',
    headers: {
      'content-type': 'application/json',
      accept: request.stream ? 'text/event-stream' : 'application/json',
      'anthropic-version': ANTHROPIC_VERSION,
      ...(betas.length > 0 ? { 'anthropic-beta': betas.join(',') } : {}),
    },
    body: JSON.stringify(body),
    notes,
    context: { target, toolNames: names, jsonAnswer: request.format.kind !== 'text' },
  };
}

/**
 * Codex changes what stood before: tools come and go, a compaction has none. Thinking that does not fit any more is
 * then left out by the provider, which would refuse the whole request otherwise (platform.claude.com, Preserved
 * thinking). Thinking adaptively is what these models do unasked.
 */
function unbound(thinking: JsonObject | undefined): JsonObject {
  return { type: 'adaptive', ...thinking, block_binding: { prefix_mismatch_behavior: 'drop_block' } };
}

function limitTokens(request: CanonicalRequest, target: WireTarget, traits: ModelTraits): number {
  const wanted =
    request.maxOutputTokens ?? Math.min(traits.defaultMaxTokens, target.maxOutputTokens ?? Infinity);
  return Math.max(1, Math.min(wanted, target.maxOutputTokens ?? wanted));
}

function withoutThinking(plan: ThinkingPlan, why: Note, notes: Note[]): ThinkingPlan {
  note(notes, why);
  return { ...plan, isOn: false, isManual: false, thinking: undefined };
}

/**
 * With a thinking budget, a tool loop that is under way must have begun with a thinking block. Turns of other
 * models have none, so such a loop ends without thinking.
 */
function loopBeginsWithThinking(messages: readonly Message[]): boolean {
  const start = messages.findLastIndex(
    message => message.role === 'user' && !message.content.some(block => block.type === 'tool_result'),
  );
  const first = messages[start + 1];
  return first === undefined || first.role !== 'assistant' || isThinking(first.content[0]);
}

function systemBlocks(list: TurnList, formatText: string | undefined): JsonObject[] {
  const blocks = list.system.flatMap(message => textBlocks(textOf(message.parts)));
  return formatText === undefined ? blocks : [...blocks, ...textBlocks(formatText)];
}

function sampling(
  request: CanonicalRequest,
  plan: ThinkingPlan,
  traits: ModelTraits,
  notes: Note[],
): Record<string, JsonValue | undefined> {
  const { temperature, topP } = request;
  if (temperature === undefined && topP === undefined) return {};
  if (traits.sampling === 'none' || plan.isOn) {
    note(notes, NOTES.sampling);
    return {};
  }
  if (temperature !== undefined && temperature > 1) note(notes, NOTES.temperature);
  const isBoth = temperature !== undefined && topP !== undefined && traits.sampling === 'one';
  if (isBoth) note(notes, NOTES.topP);
  return {
    temperature: temperature === undefined ? undefined : Math.min(1, temperature),
    top_p: isBoth ? undefined : topP,
  };
}

/** Blank sequences are refused. */
function stopSequences(request: CanonicalRequest, notes: Note[]): readonly string[] | undefined {
  const stop = request.stop ?? [];
  const legal = stop.filter(text => text.trim() !== '');
  if (legal.length < stop.length) note(notes, NOTES.blankStops);
  return legal.length === 0 ? undefined : legal;
}

function serviceTier(tier: string | undefined, notes: Note[]): string | undefined {
  switch (tier) {
    case undefined:
      return undefined;
    case 'auto':
    case 'priority':
      return 'auto';
    case 'default':
    case 'standard_only':
      return 'standard_only';
    default:
      note(notes, tierNote(tier));
      return undefined;
  }
}

function noteDropped(request: CanonicalRequest, notes: Note[]): void {
  if (request.seed !== undefined) note(notes, NOTES.seed);
  if (request.presencePenalty !== undefined || request.frequencyPenalty !== undefined) {
    note(notes, NOTES.penalties);
  }
  if (request.verbosity !== undefined) note(notes, NOTES.verbosity);
}

import type { CanonicalEvent, UpstreamFailure } from '../canonical-event.ts';
import type { ToolForm, ToolRef } from '../canonical-request.ts';
import { reportedUsage } from '../canonical-usage.ts';
import { classifyError } from '../classify-error.ts';
import type { DecodeContext } from '../dialect.ts';
import {
  asArray,
  asCount,
  asNumber,
  asObject,
  asString,
  isObject,
  type JsonObject,
  type JsonValue,
} from '../json.ts';
import { encodeCarrier } from '../reasoning-carrier.ts';
import { ref, SEARCH_NAME } from './read-tools.ts';

/** Reads the events of a Responses stream, or the items of a whole `response` object. */
export interface ResponsesAnswer {
  event(out: CanonicalEvent[], json: JsonObject): void;
  whole(out: CanonicalEvent[], response: JsonObject): void;
}

/** One output item while it streams. */
interface ItemState {
  call: number | undefined;
  hasDelta: boolean;
  isDone: boolean;
}

export function createResponsesAnswer(context: DecodeContext): ResponsesAnswer {
  const items = new Map<number, ItemState>();
  let calls = 0;
  let hasRefused = false;
  let parts = 0;

  function stateOf(index: number): ItemState {
    let state = items.get(index);
    if (state === undefined) {
      state = { call: undefined, hasDelta: false, isDone: false };
      items.set(index, state);
    }
    return state;
  }

  function openCall(out: CanonicalEvent[], state: ItemState, item: JsonObject): number | undefined {
    const form = formOf(item);
    if (form === undefined) return undefined;
    if (state.call !== undefined) return state.call;
    const tool = toolOf(item);
    if (tool.name === '') return undefined;
    state.call = calls++;
    const callId = asString(item.call_id) || asString(item.id) || `call_${state.call}`;
    out.push({ type: 'call-start', call: state.call, callId, tool, form });
    return state.call;
  }

  function delta(out: CanonicalEvent[], json: JsonObject): ItemState {
    const state = stateOf(asNumber(json.output_index) ?? items.size - 1);
    state.hasDelta = true;
    const text = asString(json.delta) ?? '';
    if (state.call !== undefined) out.push({ type: 'call-delta', call: state.call, delta: text });
    return state;
  }

  function done(out: CanonicalEvent[], item: JsonObject, index: number): void {
    const state = stateOf(index);
    if (state.isDone) return;
    state.isDone = true;
    const call = openCall(out, state, item);
    if (call !== undefined) out.push({ type: 'call-end', call, input: inputOf(item) });
    else if (formOf(item) !== undefined)
      out.push({ type: 'call-dropped', why: 'a tool call without a name' });
    else if (item.type === 'message') doneMessage(out, item, state);
    else if (item.type === 'reasoning') doneReasoning(out, item, state);
  }

  function doneMessage(out: CanonicalEvent[], item: JsonObject, state: ItemState): void {
    if (!state.hasDelta) {
      for (const part of asArray(item.content).filter(isObject)) {
        const refusal = asString(part.refusal);
        if (refusal !== undefined) hasRefused = true;
        if (refusal !== undefined) out.push({ type: 'text-delta', text: refusal, refusal: true });
        else out.push({ type: 'text-delta', text: asString(part.text) ?? '', phase: asString(item.phase) });
      }
    }
    out.push({ type: 'item-end' });
  }

  function doneReasoning(out: CanonicalEvent[], item: JsonObject, state: ItemState): void {
    if (!state.hasDelta) {
      const summary = asArray(item.summary).filter(isObject);
      const texts = summary.length > 0 ? summary : asArray(item.content).filter(isObject);
      for (const [i, part] of texts.entries()) {
        out.push({
          type: 'reasoning-delta',
          text: asString(part.text) ?? '',
          ...(i > 0 && { newPart: true }),
        });
      }
    }
    const encrypted = asString(item.encrypted_content);
    if (encrypted !== undefined) {
      const { provider, model } = context.target;
      const provenance = { provider, wireApi: 'responses', model };
      out.push({
        type: 'reasoning-carrier',
        encrypted: encodeCarrier({ provenance, payload: { encrypted } }),
      });
    }
    out.push({ type: 'item-end' });
  }

  function finish(out: CanonicalEvent[], response: JsonObject): void {
    for (const [i, item] of asArray(response.output).entries()) if (isObject(item)) done(out, item, i);
    for (const state of items.values()) {
      // What `output_item.done` did not finish may be half a call, and half a patch must not be applied.
      if (state.call !== undefined && !state.isDone)
        out.push({ type: 'call-dropped', why: 'the provider did not finish a tool call' });
    }
    const usage = readUsage(asObject(response.usage) ?? {});
    if (usage !== undefined) out.push({ type: 'usage', usage });
    const failure = failureIn(response);
    if (failure !== undefined) {
      out.push({ type: 'failed', ...failure });
      return;
    }
    const why = asString(asObject(response.incomplete_details)?.reason);
    if (response.status === 'incomplete' || why !== undefined) {
      out.push({ type: 'finished', reason: why === 'content_filter' ? 'filtered' : 'length', detail: why });
      return;
    }
    if (response.end_turn === false) out.push({ type: 'finished', reason: 'pause' });
    else out.push({ type: 'finished', reason: calls > 0 ? 'tool-calls' : hasRefused ? 'refusal' : 'stop' });
  }

  return {
    whole: finish,
    event(out, json) {
      switch (json.type) {
        case 'response.created': {
          const response = asObject(json.response);
          out.push({ type: 'started', upstreamId: asString(response?.id), model: asString(response?.model) });
          return;
        }
        case 'response.output_item.added': {
          const item = asObject(json.item);
          if (item !== undefined) openCall(out, stateOf(asNumber(json.output_index) ?? items.size), item);
          parts = 0;
          return;
        }
        case 'response.output_text.delta':
          delta(out, json);
          out.push({ type: 'text-delta', text: asString(json.delta) ?? '' });
          return;
        case 'response.refusal.delta':
          delta(out, json);
          hasRefused = true;
          out.push({ type: 'text-delta', text: asString(json.delta) ?? '', refusal: true });
          return;
        case 'response.reasoning_summary_part.added':
          if (parts++ > 0) out.push({ type: 'reasoning-delta', text: '', newPart: true });
          return;
        case 'response.reasoning_summary_text.delta':
        case 'response.reasoning_text.delta':
          delta(out, json);
          out.push({ type: 'reasoning-delta', text: asString(json.delta) ?? '' });
          return;
        case 'response.function_call_arguments.delta':
        case 'response.custom_tool_call_input.delta':
          delta(out, json);
          return;
        case 'response.output_item.done': {
          const item = asObject(json.item);
          if (item !== undefined) done(out, item, asNumber(json.output_index) ?? items.size);
          return;
        }
        case 'response.completed':
        case 'response.incomplete':
        case 'response.failed':
          // What came as events is not read again; a server that sends none has it all here.
          finish(out, { ...asObject(json.response), ...(items.size > 0 && { output: [] }) });
          return;
        case 'error':
          out.push({ type: 'failed', ...errorFailure(asObject(json.error) ?? json) });
      }
    },
  };
}

function formOf(item: JsonObject): ToolForm | undefined {
  if (item.type === 'function_call') return 'function';
  if (item.type === 'custom_tool_call') return 'custom';
  return item.type === 'tool_search_call' && item.execution === 'client' ? 'search' : undefined;
}

function toolOf(item: JsonObject): ToolRef {
  const isSearch = formOf(item) === 'search';
  return ref(asString(item.namespace), isSearch ? SEARCH_NAME : (asString(item.name) ?? ''));
}

function inputOf(item: JsonObject): string {
  const input: JsonValue | undefined = item.type === 'custom_tool_call' ? item.input : item.arguments;
  if (typeof input === 'string')
    return item.type === 'custom_tool_call' || input.trim() !== '' ? input : '{}';
  return JSON.stringify(input ?? {});
}

function readUsage(usage: JsonObject) {
  const details = asObject(usage.input_tokens_details);
  return reportedUsage({
    inputTokens: asCount(usage.input_tokens),
    cachedInputTokens: asCount(details?.cached_tokens),
    cacheWriteTokens: asCount(details?.cache_write_tokens),
    outputTokens: asCount(usage.output_tokens),
    reasoningTokens: asCount(asObject(usage.output_tokens_details)?.reasoning_tokens),
  });
}

function failureIn(response: JsonObject): UpstreamFailure | undefined {
  const error = asObject(response.error);
  return response.status === 'failed' || error !== undefined ? errorFailure(error ?? {}) : undefined;
}

function errorFailure(error: JsonObject): UpstreamFailure {
  const { type, code, message } = error;
  return classifyError({ type: asString(type), code: asString(code), message: asString(message) });
}

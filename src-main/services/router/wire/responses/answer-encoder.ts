import { assertNever } from '../../../../lib/assert-never.ts';
import type { CanonicalEvent, FinishReason } from '../canonical-event.ts';
import type { CanonicalUsage } from '../canonical-usage.ts';
import { streamError } from '../failure-wire.ts';
import type { AnswerEncoder, AnswerIdentity } from '../inbound.ts';
import type { JsonObject } from '../json.ts';
import { callItem, messageItem, outputText, reasoningItem, usageObject } from './answer-items.ts';
import type { OpenCall, OpenMessage, OpenReasoning } from './open-items.ts';

/** An encoder that also hands out the finished `response` object. */
export interface ResponsesEncoder extends AnswerEncoder {
  /** The object of the terminal event; undefined before it. */
  response(): JsonObject | undefined;
  /** Writes an item of any sort, whole. */
  writeItem(item: JsonObject): string;
}

const PREFIX = { function: 'fc', custom: 'ctc', search: 'ts' } as const;

/** Writes the event stream of `POST /v1/responses`. Only one item is open at a time, calls excepted. */
export function createResponsesEncoder(identity: AnswerIdentity): ResponsesEncoder {
  const responseId = `resp_${identity.answerId}`;
  const items: JsonObject[] = [];
  const calls = new Map<number, OpenCall>();
  let sse = '';
  let sequence = 0;
  let nextIndex = 0;
  let open: OpenMessage | OpenReasoning | undefined;
  let usage: CanonicalUsage | undefined;
  let hasStarted = false;
  let terminal: JsonObject | undefined;

  /** `fields` is the inside of a JSON object: only what varies is serialised on the way of every token. */
  function emit(type: string, fields: string): void {
    sse += `event: ${type}\ndata: {"type":"${type}","sequence_number":${sequence++},${fields}}\n\n`;
  }

  function responseObject(status: string, extra: JsonObject): JsonObject {
    const { model, createdAtMs } = identity;
    const created_at = Math.floor(createdAtMs / 1000);
    return { id: responseId, object: 'response', created_at, status, model, ...extra };
  }

  function start(): void {
    if (hasStarted) return;
    hasStarted = true;
    emit('response.created', `"response":${JSON.stringify(responseObject('in_progress', { output: [] }))}`);
  }

  function end(type: string, status: string, extra: JsonObject): void {
    terminal = responseObject(status, { output: items.filter(item => item !== undefined), ...extra });
    emit(type, `"response":${JSON.stringify(terminal)}`);
  }

  function added(index: number, item: JsonObject): void {
    emit('response.output_item.added', `"output_index":${index},"item":${JSON.stringify(item)}`);
  }

  function done(index: number, item: JsonObject): void {
    items[index] = item;
    emit('response.output_item.done', `"output_index":${index},"item":${JSON.stringify(item)}`);
  }

  function itemId(prefix: string, index: number): string {
    return `${prefix}_${identity.answerId}_${index}`;
  }

  function close(): void {
    if (open === undefined) return;
    const { itemId: id, index } = open;
    if (open.kind === 'message') {
      const text = open.pieces.join('');
      const { at } = open;
      emit('response.output_text.done', `${at},"text":${JSON.stringify(text)}`);
      emit('response.content_part.done', `${at},"part":${JSON.stringify(outputText(text))}`);
      done(index, messageItem(id, text, open.phase, 'completed'));
    } else {
      closePart(open);
      const texts = open.parts.map(pieces => pieces.join(''));
      done(index, reasoningItem(id, texts, open.encrypted));
    }
    open = undefined;
  }

  function openMessage(phase: string | undefined): OpenMessage {
    if (open?.kind === 'message') return open;
    close();
    const index = nextIndex++;
    const id = itemId('msg', index);
    added(index, messageItem(id, '', phase, 'in_progress'));
    const at = `"item_id":"${id}","output_index":${index},"content_index":0`;
    emit('response.content_part.added', `${at},"part":${JSON.stringify(outputText(''))}`);
    const message: OpenMessage = { kind: 'message', itemId: id, index, phase, at, pieces: [] };
    open = message;
    return message;
  }

  function openReasoning(): OpenReasoning {
    if (open?.kind === 'reasoning') return open;
    close();
    const index = nextIndex++;
    const id = itemId('rs', index);
    added(index, reasoningItem(id, [], undefined));
    const reasoning: OpenReasoning = {
      kind: 'reasoning',
      itemId: id,
      index,
      parts: [],
      encrypted: undefined,
    };
    open = reasoning;
    return reasoning;
  }

  function partAt(reasoning: OpenReasoning): string {
    return `"item_id":"${reasoning.itemId}","output_index":${reasoning.index},"summary_index":${reasoning.parts.length - 1}`;
  }

  function closePart(reasoning: OpenReasoning): void {
    const pieces = reasoning.parts.at(-1);
    if (pieces === undefined) return;
    const text = JSON.stringify(pieces.join(''));
    emit('response.reasoning_summary_text.done', `${partAt(reasoning)},"text":${text}`);
    const part = `"part":{"type":"summary_text","text":${text}}`;
    emit('response.reasoning_summary_part.done', `${partAt(reasoning)},${part}`);
  }

  function reasoningDelta(text: string, isNewPart: boolean): void {
    const reasoning = openReasoning();
    if (isNewPart || reasoning.parts.length === 0) {
      closePart(reasoning);
      reasoning.parts.push([]);
      const part = '"part":{"type":"summary_text","text":""}';
      emit('response.reasoning_summary_part.added', `${partAt(reasoning)},${part}`);
    }
    if (text === '') return;
    reasoning.parts.at(-1)?.push(text);
    emit('response.reasoning_summary_text.delta', `${partAt(reasoning)},"delta":${JSON.stringify(text)}`);
  }

  function callDelta(call: OpenCall, delta: string): void {
    if (call.form === 'search') return;
    call.hasDelta = true;
    const type = call.form === 'custom' ? 'custom_tool_call_input' : 'function_call_arguments';
    const at = `"item_id":"${call.itemId}","output_index":${call.index}`;
    emit(`response.${type}.delta`, `${at},"delta":${JSON.stringify(delta)}`);
  }

  function endCall(call: OpenCall, input: string): void {
    if (!call.hasDelta) callDelta(call, input);
    const at = `"item_id":"${call.itemId}","output_index":${call.index}`;
    const text = JSON.stringify(input);
    if (call.form === 'custom') emit('response.custom_tool_call_input.done', `${at},"input":${text}`);
    if (call.form === 'function') emit('response.function_call_arguments.done', `${at},"arguments":${text}`);
    done(call.index, callItem(call, input, 'completed'));
  }

  function finish(reason: FinishReason, detail: string | undefined): void {
    close();
    const used = usage === undefined ? {} : { usage: usageObject(usage) };
    switch (reason) {
      case 'length':
        end('response.incomplete', 'incomplete', {
          incomplete_details: { reason: 'max_output_tokens' },
          ...used,
        });
        return;
      case 'filtered': {
        // `response.incomplete` with `content_filter` would be asked five times again and never read.
        const message = `The provider stopped the answer for safety reasons${detail ? ` (${detail})` : ''}.`;
        end('response.failed', 'failed', { error: { code: 'invalid_prompt', message }, ...used });
        return;
      }
      case 'pause':
        end('response.completed', 'completed', { end_turn: false, ...used });
        return;
      default:
        end('response.completed', 'completed', used);
    }
  }

  function apply(event: CanonicalEvent): void {
    start();
    switch (event.type) {
      case 'started':
      case 'call-dropped':
        return;
      case 'text-delta': {
        if (event.text === '') return;
        const message = openMessage(event.phase);
        message.pieces.push(event.text);
        emit('response.output_text.delta', `${message.at},"delta":${JSON.stringify(event.text)}`);
        return;
      }
      case 'reasoning-delta':
        reasoningDelta(event.text, event.newPart === true);
        return;
      case 'reasoning-carrier':
        openReasoning().encrypted = event.encrypted;
        return;
      case 'item-end':
        close();
        return;
      case 'call-start': {
        close();
        const index = nextIndex++;
        const { callId, tool, form } = event;
        const call: OpenCall = {
          itemId: itemId(PREFIX[form], index),
          index,
          callId,
          tool,
          form,
          hasDelta: false,
        };
        calls.set(event.call, call);
        added(index, callItem(call, '', 'in_progress'));
        return;
      }
      case 'call-delta': {
        const call = calls.get(event.call);
        if (call !== undefined) callDelta(call, event.delta);
        return;
      }
      case 'call-end': {
        const call = calls.get(event.call);
        calls.delete(event.call);
        if (call !== undefined) endCall(call, event.input);
        return;
      }
      case 'usage':
        usage = event.usage;
        return;
      case 'finished':
        finish(event.reason, event.detail);
        return;
      case 'failed': {
        const { code, message } = streamError(event);
        end('response.failed', 'failed', { error: { code, message } });
        return;
      }
      default:
        assertNever(event);
    }
  }

  return {
    encode(event) {
      if (terminal !== undefined) return '';
      sse = '';
      apply(event);
      return sse;
    },
    keepAlive() {
      if (terminal !== undefined) return '';
      sse = '';
      start();
      if (sse === '')
        emit('response.in_progress', `"response":{"id":"${responseId}","status":"in_progress"}`);
      return sse;
    },
    response: () => terminal,
    writeItem(item) {
      sse = '';
      start();
      close();
      const index = nextIndex++;
      added(index, item);
      done(index, item);
      return sse;
    },
  };
}

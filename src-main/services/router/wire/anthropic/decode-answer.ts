import type { CanonicalEvent, FinishReason } from '../canonical-event.ts';
import type { DecodeContext, StreamDecoder } from '../dialect.ts';
import {
  asArray,
  asNumber,
  asObject,
  asString,
  isObject,
  type JsonObject,
  type JsonValue,
  parseJson,
} from '../json.ts';
import { createSseDecoder } from '../sse-decoder.ts';
import { type AnswerBlocks, createAnswerBlocks } from './answer-blocks.ts';
import { errorFailure } from './decode-error.ts';
import { createUsageMeter } from './usage-meter.ts';

/** Reads `text/event-stream` answers (platform.claude.com/docs/en/build-with-claude/streaming). */
export function createAnthropicDecoder(context: DecodeContext): StreamDecoder {
  const machine = createMachine(context);
  return createSseDecoder({
    read(out, data) {
      const event = asObject(parseJson(data));
      if (event !== undefined) machine.read(out, event);
    },
    end: machine.end,
    mayBeOver: machine.mayBeOver,
  });
}

/** A whole `message` object, read as the stream it could have been. */
export function decodeAnthropicMessage(json: JsonValue, context: DecodeContext): CanonicalEvent[] {
  const out: CanonicalEvent[] = [];
  const message = asObject(json);
  const machine = createMachine(context);
  if (message?.type !== 'message') {
    if (message !== undefined) machine.read(out, { ...message, type: 'error' });
    return out;
  }
  machine.read(out, { type: 'message_start', message });
  for (const [index, block] of asArray(message.content).filter(isObject).entries()) {
    machine.read(out, { type: 'content_block_start', index, content_block: block });
    machine.read(out, { type: 'content_block_stop', index });
  }
  const { stop_reason, stop_details, usage } = message;
  machine.read(out, { type: 'message_delta', delta: { stop_reason, stop_details }, usage });
  machine.read(out, { type: 'message_stop' });
  return out;
}

function createMachine(context: DecodeContext) {
  const meter = createUsageMeter();
  let blocks: AnswerBlocks | undefined;
  let stopReason: string | undefined;
  let explanation: string | undefined;
  let isOver = false;

  function opened(out: CanonicalEvent[], message: JsonObject): AnswerBlocks {
    if (blocks !== undefined) return blocks;
    const id = asString(message.id) || undefined;
    blocks = createAnswerBlocks(context, (id ?? 'a').replace(/[^A-Za-z0-9]/g, ''));
    out.push({ type: 'started', upstreamId: id, model: asString(message.model) });
    return blocks;
  }

  function finish(out: CanonicalEvent[]): void {
    const answer = opened(out, {});
    const { reason, detail } = finishOf(stopReason, answer.callCount > 0);
    answer.close(out, reason === 'length');
    isOver = true;
    if (stopReason === 'refusal') {
      // Behind half a text, too: it would look like a finished answer.
      const words = explanation ?? 'The model declined to answer.';
      out.push({ type: 'text-delta', text: answer.hasText ? `\n\n${words}` : words, refusal: true });
    }
    const usage = meter.total();
    if (usage !== undefined) out.push({ type: 'usage', usage });
    out.push(detail === undefined ? { type: 'finished', reason } : { type: 'finished', reason, detail });
  }

  return {
    read(out: CanonicalEvent[], event: JsonObject): void {
      if (isOver) return;
      const index = asNumber(event.index) ?? 0;
      switch (event.type) {
        case 'message_start': {
          const message = asObject(event.message) ?? {};
          opened(out, message);
          meter.read(message.usage);
          break;
        }
        case 'content_block_start':
          opened(out, {}).start(out, index, asObject(event.content_block) ?? {});
          break;
        case 'content_block_delta':
          opened(out, {}).delta(out, index, asObject(event.delta) ?? {});
          break;
        case 'content_block_stop':
          opened(out, {}).stop(out, index);
          break;
        case 'message_delta': {
          const delta = asObject(event.delta);
          stopReason = asString(delta?.stop_reason) ?? stopReason;
          explanation = asString(asObject(delta?.stop_details)?.explanation) ?? explanation;
          meter.read(event.usage);
          break;
        }
        case 'message_stop':
          finish(out);
          break;
        case 'error':
          isOver = true;
          out.push({ type: 'failed', ...errorFailure(asObject(event.error) ?? {}, undefined) });
          break;
        default:
          // ping, and whatever the provider invents next
          break;
      }
    },
    /** Some compatible servers close after the stop reason without `message_stop`. */
    end(out: CanonicalEvent[]): void {
      if (!isOver && stopReason !== undefined) finish(out);
    },
    mayBeOver: (): boolean => stopReason !== undefined,
  };
}

/** platform.claude.com/docs/en/build-with-claude/handling-stop-reasons */
function finishOf(
  stopReason: string | undefined,
  hasCalls: boolean,
): { reason: FinishReason; detail?: string | undefined } {
  switch (stopReason) {
    case 'max_tokens':
      return { reason: 'length' };
    case 'model_context_window_exceeded':
      return { reason: 'length', detail: stopReason };
    case 'refusal':
      return { reason: 'refusal' };
    case 'pause_turn':
      return { reason: 'pause' };
    case 'tool_use':
      return { reason: 'tool-calls' };
    default:
      return { reason: hasCalls ? 'tool-calls' : 'stop' };
  }
}

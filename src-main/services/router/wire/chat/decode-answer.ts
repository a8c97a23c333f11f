import { type CallStream, createCallStream } from '../call-stream.ts';
import type { CanonicalEvent, FinishReason } from '../canonical-event.ts';
import type { CanonicalUsage } from '../canonical-usage.ts';
import type { DecodeContext } from '../dialect.ts';
import {
  asArray,
  asNumber,
  asObject,
  asString,
  isArray,
  isObject,
  type JsonObject,
  type JsonValue,
} from '../json.ts';
import { encodeCarrier } from '../reasoning-carrier.ts';
import { errorInAnswer } from './decode-error.ts';
import { readChatUsage } from './decode-usage.ts';
import { type Ending, endingOf } from './finish-reason.ts';
import { readDelta } from './read-delta.ts';
import { createTextCalls, type TextCall } from './text-calls.ts';
import { createThinkSplitter, type SplitText } from './think-splitter.ts';
import { createThinkingBlocks } from './thinking-blocks.ts';

/** Reads the chunks of one answer (or the one object of a whole answer). */
export interface ChatAnswer {
  chunk(out: CanonicalEvent[], json: JsonObject): void;
  /** No more chunks will come: the body ended in order. */
  done(out: CanonicalEvent[]): void;
  /** Whether a finish reason was seen. */
  isFinished(): boolean;
  /** Something was said, and then why it finished. */
  mayBeOver(): boolean;
}

export function createChatAnswer(context: DecodeContext): ChatAnswer {
  const { target } = context;
  const keys = new Map<number, CallKey>();
  let calls: CallStream | undefined;
  const thoughts = target.provider === 'openai' ? undefined : createThinkSplitter();
  const textCalls = context.readsTextCalls
    ? createTextCalls(name => context.toolNames.find(name) !== undefined)
    : undefined;
  const thinkingBlocks = createThinkingBlocks();
  let hasStarted = false;
  let hasRefused = false;
  let hasDelta = false;
  let hasSaid = false;
  /** The answer went on behind a reason to end: of such a server none counts before the body ends. */
  let hasGoneOn = false;
  let isOver = false;
  let reason: Ending | undefined;
  let filterDetail: string | undefined;
  let usage: CanonicalUsage | undefined;
  let reasoningField: string | undefined;
  let reasoningDetails: JsonValue[] = [];
  let reasoningIsOpen = false;
  let idSeed = 'x';

  function callStream(seed: string): CallStream {
    calls ??= createCallStream(context.toolNames, seed);
    return calls;
  }

  /** The field is carried so that the same provider gets its reasoning back in it. */
  function closeReasoning(out: CanonicalEvent[]): void {
    if (!reasoningIsOpen) return;
    reasoningIsOpen = false;
    const payload = reasoningPayload(thinkingBlocks.take());
    if (payload === undefined) return;
    const provenance = { provider: target.provider, wireApi: 'chat', model: target.model };
    out.push({ type: 'reasoning-carrier', encrypted: encodeCarrier({ provenance, payload }) });
    reasoningField = undefined;
    reasoningDetails = [];
  }

  function reasoningPayload(blocks: readonly JsonObject[]): JsonObject | undefined {
    if (blocks.length > 0) return { field: 'thinking_blocks', details: blocks };
    if (reasoningDetails.length > 0) return { field: 'reasoning_details', details: reasoningDetails };
    return reasoningField === undefined ? undefined : { field: reasoningField };
  }

  function say(out: CanonicalEvent[], text: string): void {
    if (text === '') return;
    closeReasoning(out);
    out.push({ type: 'text-delta', text });
  }

  function emitSplit(out: CanonicalEvent[], { text, reasoning }: SplitText): void {
    if (reasoning !== '') {
      reasoningIsOpen = true;
      out.push({ type: 'reasoning-delta', text: reasoning });
    }
    if (text !== '') say(out, textCalls?.push(text) ?? text);
  }

  /** What was held back because it could have become something else than text. */
  function release(out: CanonicalEvent[]): readonly TextCall[] {
    if (thoughts !== undefined) emitSplit(out, thoughts.end());
    const rest = textCalls?.end();
    say(out, rest?.text ?? '');
    return rest?.calls ?? [];
  }

  function readWords(out: CanonicalEvent[], delta: JsonObject): void {
    const { text, reasoning, field, refusal } = readDelta(delta);
    const details = asArray(delta.reasoning_details);
    if (details.length > 0) reasoningDetails.push(...details);
    const blocks = asArray(delta.thinking_blocks).filter(isObject);
    for (const block of blocks) thinkingBlocks.push(block);
    if (reasoning !== '' || details.length > 0 || blocks.length > 0) {
      reasoningIsOpen = true;
      reasoningField ??= field;
      if (reasoning !== '') out.push({ type: 'reasoning-delta', text: reasoning });
    }
    if (text !== '') emitSplit(out, thoughts?.push(text) ?? { text, reasoning: '' });
    if (refusal !== '') {
      closeReasoning(out);
      hasRefused = true;
      out.push({ type: 'text-delta', text: refusal, refusal: true });
    }
  }

  function readCall(out: CanonicalEvent[], entry: JsonObject, position: number, stream: CallStream): void {
    const index = asNumber(entry.index) ?? indexFor(entry, position);
    const id = asString(entry.id);
    const fn = asObject(entry.function) ?? {};
    const name = asString(fn.name);
    const args = fn.arguments;
    const piece =
      typeof args === 'string' ? args : args === undefined || args === null ? '' : JSON.stringify(args);
    let key = keys.get(index);
    // Some servers send every call under index 0, and some of them without an id.
    const hasOtherId = id !== undefined && id !== '' && id !== key?.id;
    const isAnother =
      key?.isOpen && name !== undefined && name !== '' && (hasOtherId || isNext(stream, key, id, piece));
    if (key === undefined || isAnother) {
      if (key !== undefined) stream.close(out, key);
      key = { id, isOpen: false, held: '' };
      keys.set(index, key);
    }
    key.id ??= id;
    if (!key.isOpen && name !== undefined && name !== '') {
      closeComplete(out, stream);
      const extra = asObject(entry.extra_content);
      if (extra !== undefined && key.id !== undefined) carryExtra(out, key.id, extra);
      stream.open(out, key, name, key.id);
      key.isOpen = true;
      stream.append(out, key, key.held);
    }
    if (key.isOpen) stream.append(out, key, piece);
    else key.held += piece;
  }

  /** A name behind whole arguments, with arguments of its own. */
  function isNext(stream: CallStream, key: CallKey, id: string | undefined, piece: string): boolean {
    return !(id || key.id) && piece.trimStart().startsWith('{') && stream.isComplete(key, piece);
  }

  function indexFor(entry: JsonObject, position: number): number {
    const id = asString(entry.id);
    for (const [index, key] of keys) if (id !== undefined && key.id === id) return index;
    const isNew = asString(asObject(entry.function)?.name) !== undefined;
    return isNew ? keys.size + position : Math.max(0, keys.size - 1);
  }

  /** A call whose arguments are whole may start to run while the next one is still being written. */
  function closeComplete(out: CanonicalEvent[], stream: CallStream): void {
    for (const key of keys.values()) if (stream.isComplete(key)) stream.close(out, key);
  }

  /** Gemini behind an OpenAI-compatible server hangs its thought signature on the call. */
  function carryExtra(out: CanonicalEvent[], callId: string, extra: JsonObject): void {
    const provenance = { provider: target.provider, wireApi: 'chat', model: target.model };
    const payload = { calls: { [callId]: extra } };
    out.push(
      { type: 'item-end' },
      { type: 'reasoning-carrier', encrypted: encodeCarrier({ provenance, payload }) },
    );
  }

  function end(out: CanonicalEvent[]): void {
    if (isOver) return;
    isOver = true;
    if (typeof reason === 'object') {
      out.push({ type: 'failed', ...reason });
      return;
    }
    const written = release(out);
    closeReasoning(out);
    for (const { name, args } of written) {
      const key = {};
      const stream = callStream(idSeed);
      stream.open(out, key, name, undefined);
      stream.append(out, key, JSON.stringify(args));
    }
    if (reason === 'malformed')
      out.push({ type: 'call-dropped', why: 'the model wrote a call that cannot be read' });
    calls?.closeAll(out, reason === 'length' || reason === 'filtered' ? 'cut' : undefined);
    for (const key of keys.values()) {
      if (!key.isOpen) out.push({ type: 'call-dropped', why: 'a tool call without a name' });
    }
    if (usage !== undefined) out.push({ type: 'usage', usage });
    out.push({ type: 'finished', reason: finalReason(), detail: filterDetail });
  }

  function finalReason(): FinishReason {
    if (reason === 'length' || reason === 'filtered') return reason;
    if ((calls?.count ?? 0) > 0) return 'tool-calls';
    return hasRefused ? 'refusal' : 'stop';
  }

  return {
    chunk(out, json) {
      if (isOver) return;
      const choice = asArray(json.choices)[0];
      const failure = errorInAnswer(json) ?? (isObject(choice) ? errorInAnswer(choice) : undefined);
      if (failure !== undefined) {
        isOver = true;
        out.push({ type: 'failed', ...failure });
        return;
      }
      if (!hasStarted) {
        hasStarted = true;
        idSeed = asString(json.id) ?? 'x';
        out.push({ type: 'started', upstreamId: asString(json.id), model: asString(json.model) });
      }
      const used = asObject(json.usage) ?? asObject(asObject(json.x_groq)?.usage);
      if (used !== undefined) usage = readChatUsage(used) ?? usage;
      if (isObject(choice)) {
        // MiniMax ends a stream with the whole message once more.
        const delta = asObject(choice.delta) ?? (hasDelta ? undefined : asObject(choice.message));
        hasDelta ||= delta !== undefined;
        if (delta !== undefined) {
          if (saysSomething(delta)) {
            hasSaid = true;
            hasGoneOn ||= reason !== undefined;
          }
          readWords(out, delta);
          if (isArray(delta.tool_calls) && delta.tool_calls.length > 0) {
            release(out);
            closeReasoning(out);
            const stream = callStream(idSeed);
            for (const [i, entry] of delta.tool_calls.entries()) {
              if (isObject(entry)) readCall(out, entry, i, stream);
            }
          }
        }
        if (typeof choice.finish_reason === 'string' && choice.finish_reason !== '') {
          reason = endingOf(choice.finish_reason);
          if (reason === 'filtered') filterDetail = choice.finish_reason;
        }
      }
      // A reason alone is not the end: some servers give one in every chunk (Gemini behind a gateway).
      if (reason !== undefined && usage !== undefined && choice === undefined) end(out);
    },
    done: end,
    isFinished: () => reason !== undefined,
    mayBeOver: () => reason !== undefined && hasSaid && !hasGoneOn,
  };
}

/** One call of the upstream. The object itself is the key of its call stream. */
interface CallKey {
  id: string | undefined;
  isOpen: boolean;
  /** Arguments that came before the name. */
  held: string;
}

function saysSomething({ content, tool_calls, reasoning_content, reasoning }: JsonObject): boolean {
  const isSaid = (value: JsonValue | undefined) => typeof value === 'string' && value !== '';
  return (
    asArray(tool_calls).length > 0 ||
    asArray(content).length > 0 ||
    [content, reasoning_content, reasoning].some(isSaid)
  );
}

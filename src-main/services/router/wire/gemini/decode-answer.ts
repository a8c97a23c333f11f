import { FAILURES } from '../../../../domain/dispatch/failure-words.ts';
import type { CanonicalEvent } from '../canonical-event.ts';
import { type CanonicalUsage, reportedUsage } from '../canonical-usage.ts';
import type { DecodeContext, StreamDecoder } from '../dialect.ts';
import {
  asArray,
  asCount,
  asObject,
  asString,
  isArray,
  isObject,
  type JsonObject,
  type JsonValue,
  parseJson,
} from '../json.ts';
import { createSseDecoder } from '../sse-decoder.ts';
import { type AnswerParts, createAnswerParts } from './answer-parts.ts';
import { errorFailure } from './decode-error.ts';
import { finishEvents } from './finish-reason.ts';

/** Reads `streamGenerateContent?alt=sse`: chunks of the answer, each a `GenerateContentResponse`. */
export function createGeminiDecoder(context: DecodeContext): StreamDecoder {
  const machine = createMachine(context);
  return createSseDecoder({
    read(out, data) {
      const chunk = asObject(parseJson(data));
      if (chunk !== undefined) machine.read(out, chunk);
    },
    end: machine.end,
    mayBeOver: machine.mayBeOver,
  });
}

/** A whole response, or the list of them that a stream without `alt=sse` is. */
export function decodeGeminiResponse(json: JsonValue, context: DecodeContext): CanonicalEvent[] {
  const out: CanonicalEvent[] = [];
  const machine = createMachine(context);
  for (const chunk of isArray(json) ? json : [json]) if (isObject(chunk)) machine.read(out, chunk);
  machine.end(out);
  return out;
}

function createMachine(context: DecodeContext) {
  let parts: AnswerParts | undefined;
  let usage: CanonicalUsage | undefined;
  let finishReason: string | undefined;
  let finishMessage: string | undefined;
  let hasSaid = false;
  /** The answer went on behind a reason to end: of such a server none counts before the body ends. */
  let hasGoneOn = false;
  let isOver = false;

  function opened(out: CanonicalEvent[], chunk: JsonObject): AnswerParts {
    if (parts !== undefined) return parts;
    const id = asString(chunk.responseId) || undefined;
    parts = createAnswerParts(context, (id ?? 'g').replace(/[^A-Za-z0-9]/g, ''));
    out.push({ type: 'started', upstreamId: id, model: asString(chunk.modelVersion) });
    return parts;
  }

  function finish(out: CanonicalEvent[]): void {
    if (finishReason === undefined || isOver) return;
    isOver = true;
    if (usage !== undefined) out.push({ type: 'usage', usage });
    out.push(...finishEvents(finishReason, { callCount: parts?.callCount ?? 0, message: finishMessage }));
  }

  return {
    read(out: CanonicalEvent[], chunk: JsonObject): void {
      if (isOver) return;
      const error = asObject(chunk.error);
      if (error !== undefined) {
        isOver = true;
        out.push({ type: 'failed', ...errorFailure(error, undefined) });
        return;
      }
      const answer = opened(out, chunk);
      const metadata = asObject(chunk.usageMetadata);
      if (metadata !== undefined) usage = readUsage(metadata) ?? usage;
      const blocked = asString(asObject(chunk.promptFeedback)?.blockReason);
      if (blocked !== undefined && blocked !== 'BLOCKED_REASON_UNSPECIFIED') {
        isOver = true;
        const message = FAILURES.promptRefused.write(blocked);
        out.push({ type: 'failed', code: 'rejected', detail: 'content_filter', message });
        return;
      }
      const candidate = asObject(asArray(chunk.candidates)[0]);
      for (const part of asArray(asObject(candidate?.content)?.parts)) {
        if (!isObject(part)) continue;
        hasSaid = true;
        hasGoneOn ||= finishReason !== undefined;
        answer.read(out, part);
      }
      finishReason = asString(candidate?.finishReason) ?? finishReason;
      finishMessage = asString(candidate?.finishMessage) ?? finishMessage;
      // No event says "done", and a reason may stand in every chunk: the answer is over with its body.
    },
    end(out: CanonicalEvent[]): void {
      finish(out);
    },
    mayBeOver: (): boolean => !hasGoneOn && (finishReason === 'STOP' ? hasSaid : finishReason !== undefined),
  };
}

/**
 * Gemini's `promptTokenCount` holds the cached part; thoughts are counted beside the candidates, and what tools
 * brought in beside the prompt (ai.google.dev/api/generate-content#UsageMetadata).
 */
function readUsage(metadata: JsonObject): CanonicalUsage | undefined {
  const reasoningTokens = asCount(metadata.thoughtsTokenCount);
  return reportedUsage({
    inputTokens: asCount(metadata.promptTokenCount) + asCount(metadata.toolUsePromptTokenCount),
    cachedInputTokens: asCount(metadata.cachedContentTokenCount),
    outputTokens: asCount(metadata.candidatesTokenCount) + reasoningTokens,
    reasoningTokens,
  });
}

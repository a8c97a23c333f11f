import { AppError } from '../../domain/errors/app-error.ts';
import type { AttemptContext, AttemptResult, AttemptTarget } from './attempt.ts';
import type { InboundCall } from './inbound-call.ts';
import { requestOf } from './read-call.ts';
import { attemptPassThrough } from './relay/pass-through.ts';
import { responsesBody } from './relay/responses-body.ts';
import { attemptTranslated } from './relay/translated.ts';
import { hideKey } from './upstream/hide-key.ts';
import { readFailedEvent, readHttpFailure } from './upstream/read-openai-failure.ts';
import type { CanonicalRequest } from './wire/canonical-request.ts';
import { DIALECTS, INBOUNDS } from './wire/dialects.ts';
import { estimateUsage } from './wire/estimate-usage.ts';

const WITHOUT_REASONING = 'reasoning left out: the provider refused it';

/**
 * One try at one deployment: bytes passed through where both sides speak Responses, translated elsewhere.
 * A provider that refuses the reasoning in the history is asked once more without it.
 */
export async function runAttempt(
  call: InboundCall,
  target: AttemptTarget,
  context: AttemptContext,
): Promise<AttemptResult> {
  return hideKey(await tryTwice(call, target, context), target.key);
}

async function tryTwice(
  call: InboundCall,
  target: AttemptTarget,
  context: AttemptContext,
): Promise<AttemptResult> {
  const tryOnce = call.api === 'responses' && target.wire.wireApi === 'responses' ? passOn : translate;
  try {
    const result = await tryOnce(call, target, context, true);
    if (result.kind !== 'failed' || result.failure.detail !== 'invalid_encrypted_content') return result;
    const again = await tryOnce(call, target, context, false);
    return 'notes' in again ? { ...again, notes: [...again.notes, WITHOUT_REASONING] } : again;
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    // The body is read in full only here: what is wrong with it is the client's to hear.
    return {
      kind: 'failed',
      failure: { code: cause.code, message: cause.message },
      upstreamStatus: undefined,
      notes: [],
      original: undefined,
    };
  }
}

async function passOn(
  call: InboundCall,
  target: AttemptTarget,
  context: AttemptContext,
  keepsReasoning: boolean,
): Promise<AttemptResult> {
  const result = await attemptPassThrough(
    {
      path: '/responses',
      ...responsesBody(call, target.wire, keepsReasoning),
      stream: call.stream,
      decodeError: readHttpFailure,
      decodeFailed: readFailedEvent,
    },
    target,
    context,
  );
  return withEstimate(call, result);
}

/** The answer's bytes stay the upstream's; what is kept of it has an estimate where it reported no usage. */
function withEstimate(call: InboundCall, result: AttemptResult): AttemptResult {
  if (!('outputBytes' in result) || result.outputBytes === undefined) return result;
  try {
    const estimate = estimateUsage(requestOf(call));
    const usage = {
      inputTokens: estimate.inputTokens(),
      cachedInputTokens: 0,
      cacheWriteTokens: 0,
      outputTokens: estimate.outputTokens(result.outputBytes),
      reasoningTokens: 0,
      source: 'estimated' as const,
    };
    return { ...result, usage };
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    return result; // a body only the upstream could read: nothing to count
  }
}

async function translate(
  call: InboundCall,
  target: AttemptTarget,
  context: AttemptContext,
  keepsReasoning: boolean,
): Promise<AttemptResult> {
  const dialect = DIALECTS[target.wire.wireApi];
  if (dialect === undefined) {
    throw new AppError('settings-invalid', `No adapter speaks ${target.wire.wireApi}.`);
  }
  const request = requestOf(call);
  const identity = {
    answerId: call.id.replace(/^req_/, ''),
    model: call.model,
    createdAtMs: call.startedAtMs,
    includeUsage: request.includeUsage,
  };
  const inbound = INBOUNDS[call.api];
  const sent = keepsReasoning ? request : withoutReasoning(request);
  return attemptTranslated(inbound, dialect, sent, identity, target, context);
}

function withoutReasoning(request: CanonicalRequest): CanonicalRequest {
  return { ...request, items: request.items.filter(item => item.kind !== 'reasoning') };
}

import { NOTES } from '../../domain/dispatch/note-words.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import type { AttemptContext, AttemptResult, AttemptTarget } from './attempt.ts';
import type { InboundCall } from './inbound-call.ts';
import { requestOf } from './read-call.ts';
import { attemptPassThrough } from './relay/pass-through.ts';
import { responsesBody } from './relay/responses-body.ts';
import type { EstimateTokens } from './relay/stream-relay.ts';
import { attemptTranslated } from './relay/translated.ts';
import { hideKey } from './upstream/hide-key.ts';
import { readFailedEvent, readHttpFailure } from './upstream/read-openai-failure.ts';
import type { CanonicalRequest } from './wire/canonical-request.ts';
import { estimatedUsage } from './wire/canonical-usage.ts';
import { DIALECTS, INBOUNDS } from './wire/dialects.ts';
import { estimateUsage } from './wire/estimate-usage.ts';

const WITHOUT_REASONING = NOTES.reasoningRefused;

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

function passOn(
  call: InboundCall,
  target: AttemptTarget,
  context: AttemptContext,
  keepsReasoning: boolean,
): Promise<AttemptResult> {
  const { body, headers } = responsesBody(call, target.wire, keepsReasoning);
  return attemptPassThrough(
    {
      path: '/responses',
      headers,
      body,
      stream: call.stream,
      decodeError: readHttpFailure,
      decodeFailed: readFailedEvent,
      estimate: estimateFor(call),
    },
    target,
    context,
  );
}

/** By length; of a body only the upstream could read there is nothing to count. */
function estimateFor(call: InboundCall): EstimateTokens {
  return outputBytes => {
    try {
      const estimate = estimateUsage(requestOf(call));
      return estimatedUsage(estimate.inputTokens(), estimate.outputTokens(outputBytes));
    } catch (cause) {
      if (!(cause instanceof AppError)) throw cause;
      return undefined;
    }
  };
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
    isCompaction: request.isCompaction,
  };
  const inbound = INBOUNDS[call.api];
  const sent = keepsReasoning ? request : withoutReasoning(request);
  return attemptTranslated(inbound, dialect, sent, identity, target, context);
}

function withoutReasoning(request: CanonicalRequest): CanonicalRequest {
  return { ...request, items: request.items.filter(item => item.kind !== 'reasoning') };
}

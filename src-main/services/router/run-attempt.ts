import type { IncomingHttpHeaders } from 'node:http';
import type { AttemptContext, AttemptResult, AttemptTarget } from './attempt.ts';
import type { RequestBody } from './http/read-body.ts';
import { requestHeadersFor } from './relay/forwarded-headers.ts';
import { attemptPassThrough } from './relay/pass-through.ts';
import type { ValueSpan } from './relay/peek-body.ts';
import { hideKey } from './upstream/hide-key.ts';
import { readFailedEvent, readHttpFailure } from './upstream/read-openai-failure.ts';

/** A model call as it came in. */
export interface InboundCall {
  readonly api: 'responses' | 'chat';
  readonly id: string;
  readonly model: string;
  readonly modelSpan: ValueSpan | undefined;
  readonly stream: boolean;
  readonly headers: IncomingHttpHeaders;
  readonly body: RequestBody;
  readonly startedAtMs: number;
}

/** One try at one deployment: bytes passed through where both sides speak Responses, translated elsewhere. */
export async function runAttempt(
  call: InboundCall,
  target: AttemptTarget,
  context: AttemptContext,
): Promise<AttemptResult> {
  const result = await attemptPassThrough(
    {
      path: '/responses',
      ...bodyFor(call, target.wire.model),
      stream: call.stream,
      decodeError: readHttpFailure,
      decodeFailed: readFailedEvent,
    },
    target,
    context,
  );
  return hideKey(result, target.key);
}

/**
 * The client's bytes with the deployment's model name in place of the one asked for. A compressed body goes
 * on as it came when the name is the same, else plain.
 */
function bodyFor(call: InboundCall, model: string): { body: Buffer; headers: Record<string, string> } {
  const headers = requestHeadersFor(call.headers);
  const { raw, plain, encoding } = call.body;
  if (model === call.model || call.modelSpan === undefined) {
    if (encoding !== undefined) headers['content-encoding'] = encoding;
    return { body: raw, headers };
  }
  const { startByte, endByte } = call.modelSpan;
  const name = Buffer.from(JSON.stringify(model));
  return { body: Buffer.concat([plain.subarray(0, startByte), name, plain.subarray(endByte)]), headers };
}

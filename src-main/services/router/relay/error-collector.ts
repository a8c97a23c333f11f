import type { IncomingHttpHeaders } from 'node:http';
import type { AttemptResult, AttemptTarget } from '../attempt.ts';
import { describeTransportFailure } from '../upstream/describe-failure.ts';
import type { UpstreamFailure } from '../wire/canonical-event.ts';
import type { BodyRelay } from './body-relay.ts';

export type DecodeError = (status: number, headers: IncomingHttpHeaders, bodyText: string) => UpstreamFailure;

const MAX_BYTES = 64 * 1024;

/** Reads an HTTP error of the upstream to its end (or 64 KB) and says what it means. Nothing is sent on. */
export function openErrorCollector(
  status: number,
  headers: IncomingHttpHeaders,
  target: AttemptTarget,
  decode: DecodeError,
): BodyRelay {
  const chunks: Buffer[] = [];
  let size = 0;
  const result = (): AttemptResult => {
    const body = Buffer.concat(chunks);
    return {
      kind: 'failed',
      failure: decode(status, headers, body.toString('utf8')),
      upstreamStatus: status,
      notes: [],
      original: { status, contentType: headers['content-type'] ?? 'application/json', body },
    };
  };
  return {
    onChunk(chunk) {
      chunks.push(chunk);
      size += chunk.length;
      return size > MAX_BYTES ? result() : undefined;
    },
    onEnd: result,
    onFailure: ({ error }) =>
      size > 0
        ? result()
        : {
            kind: 'failed',
            failure: describeTransportFailure(target.wire.provider, target.baseUrl.origin, error),
            upstreamStatus: status,
            notes: [],
            original: undefined,
          },
    soFar: () => undefined,
    onQuiet: () => undefined,
  };
}

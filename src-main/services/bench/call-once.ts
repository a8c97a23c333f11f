import { type Agent, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

/** One request as it is measured. */
export interface CallTarget {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly agent?: Agent | undefined;
}

export interface CallSample {
  /** Undefined when no answer came. */
  readonly status: number | undefined;
  /** From sending to the first byte of the answer's body. */
  readonly ttftMs: number | undefined;
  readonly totalMs: number;
  /** Of the answer's body. */
  readonly bytes: number;
  /** The answer is whole and tells of no failure. */
  readonly isGood: boolean;
  /** As the answer reports them. */
  readonly outputTokens: number | undefined;
}

const TAIL_BYTES = 8 * 1024;
const FAILED = /"type"\s*:\s*"(response\.failed|error)"|^data: \{"error"/m;
const OUTPUT_TOKENS = /"(?:output_tokens|completion_tokens)"\s*:\s*(\d+)/;

/** Makes one call and times it. Never rejects: a failure is a sample, too. */
export function callOnce(target: CallTarget, signal: AbortSignal): Promise<CallSample> {
  const { url, headers, body, agent } = target;
  const startedMs = performance.now();
  return new Promise(resolve => {
    let ttftMs: number | undefined;
    let bytes = 0;
    let tail = '';
    const settle = (status: number | undefined, isWhole: boolean) =>
      resolve({
        status,
        ttftMs,
        totalMs: performance.now() - startedMs,
        bytes,
        isGood: isWhole && status !== undefined && status < 300 && bytes > 0 && !FAILED.test(tail),
        outputTokens: Number(OUTPUT_TOKENS.exec(tail)?.[1] ?? Number.NaN) || undefined,
      });
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const req = send(
      url,
      {
        method: 'POST',
        headers: {
          ...headers,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        },
        signal,
        ...(agent && { agent }),
      },
      res => {
        res.on('data', (chunk: Buffer) => {
          ttftMs ??= performance.now() - startedMs;
          bytes += chunk.length;
          tail = (tail + chunk.toString('latin1')).slice(-TAIL_BYTES);
        });
        res.on('end', () => settle(res.statusCode, true));
        res.on('error', () => settle(res.statusCode, false));
      },
    );
    req.on('error', () => settle(undefined, false));
    req.end(body);
  });
}

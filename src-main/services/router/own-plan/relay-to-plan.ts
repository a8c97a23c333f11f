import type { IncomingMessage, OutgoingHttpHeader, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../../domain/errors/app-error.ts';
import type { AttemptTarget } from '../attempt.ts';
import type { CallDeps } from '../call-deps.ts';
import { answerHeadersFrom } from '../relay/forwarded-headers.ts';
import { authHeaders } from '../upstream/auth-headers.ts';

const METHODS = ['GET', 'HEAD', 'POST'] as const;

/** Whatever else Codex asks its own provider for (its model list, compaction, a search) goes through as it is. */
export async function relayToPlan(
  req: IncomingMessage,
  res: ServerResponse,
  path: string,
  target: AttemptTarget,
  deps: Pick<CallDeps, 'pools' | 'ending' | 'settings'>,
): Promise<void> {
  const method = METHODS.find(known => known === req.method);
  if (method === undefined) {
    throw new AppError('contract-violation', `${req.method} is not allowed here.`, {
      detail: 'method_not_allowed',
      status: 405,
    });
  }
  const gone = new AbortController();
  const leave = () => gone.abort();
  deps.ending.onCancel(leave);
  res.on('close', () => {
    deps.ending.offCancel(leave);
    leave();
  });
  const encoding = req.headers['content-encoding'];
  const upstream = await deps.pools
    .of(target.baseUrl.origin)
    .request({
      method,
      path: target.baseUrl.path + path,
      headers: {
        ...target.headers,
        ...(typeof encoding === 'string' && { 'content-encoding': encoding }),
        ...authHeaders(target),
      },
      body: method === 'POST' ? req : null,
      headersTimeout: deps.settings().timeouts.ttft_ms,
      bodyTimeout: deps.settings().timeouts.idle_ms,
      signal: gone.signal,
    })
    .catch((cause: unknown) => {
      throw new AppError('unavailable', 'OpenAI could not be reached.', {
        cause,
        detail: 'own_plan_unreachable',
      });
    });
  res.writeHead(upstream.statusCode, answerHeadersFrom(upstream.headers, true) as OutgoingHttpHeader[]);
  await pipeline(upstream.body, res).catch(() => res.destroy()); // cut short here as it was there
}

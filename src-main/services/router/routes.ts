import type { IncomingMessage, ServerResponse } from 'node:http';
import { codexCatalog } from './codex-catalog.ts';
import type { KeyProbe } from './http/check-caller.ts';
import type { Route } from './http/create-server.ts';
import type { InFlight } from './in-flight.ts';
import { listModels } from './model-list.ts';
import type { InboundCall } from './run-attempt.ts';
import { type CallDeps, serveCall } from './serve-call.ts';

export interface RouteDeps extends CallDeps {
  readonly runtimeId: string;
  readonly holdsKey: KeyProbe;
  readonly baseInstructions: string;
  readonly inFlight: InFlight;
}

/** Every path the router answers. */
export function createRoutes(deps: RouteDeps): readonly Route[] {
  const call = (api: InboundCall['api']) => (req: IncomingMessage, res: ServerResponse) =>
    deps.inFlight.track(() => serveCall(api, req, res, deps));
  const health = (req: IncomingMessage, res: ServerResponse) => {
    // Only the holder of the key learns whose process this is: that is how the supervisor knows its child.
    if (deps.holdsKey(req.headers)) res.setHeader('x-router-runtime-id', deps.runtimeId);
    sendJson(res, { status: deps.inFlight.isOpen() ? 'ok' : 'draining' });
  };
  const catalog = (_: IncomingMessage, res: ServerResponse) =>
    sendJson(res, codexCatalog(deps.settings(), deps.keys(), deps.baseInstructions));

  return [
    { method: 'POST', path: '/v1/responses', serve: call('responses') },
    { method: 'GET', path: '/codex/models', serve: catalog },
    {
      method: 'GET',
      path: '/v1/models',
      // Codex asks with its version and wants its own catalog form; everybody else gets OpenAI's list.
      serve: (req, res) =>
        req.url?.includes('client_version=')
          ? catalog(req, res)
          : sendJson(res, listModels(deps.settings(), deps.keys())),
    },
    { method: 'GET', path: '/health', isPublic: true, serve: health },
    { method: 'GET', path: '/health/readiness', isPublic: true, serve: health },
  ];
}

function sendJson(res: ServerResponse, value: object): void {
  const body = JSON.stringify(value);
  res.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  });
  res.end(body);
}

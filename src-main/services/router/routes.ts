import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Strategy } from '../../domain/dispatch/dispatch-settings.ts';
import type { CallDeps } from './call-deps.ts';
import { codexCatalog } from './codex-catalog.ts';
import { createDispatchRoutes, type DispatchRouteDeps } from './dispatch/dispatch-routes.ts';
import type { KeyProbe } from './http/check-caller.ts';
import type { Route } from './http/create-server.ts';
import { sendJson } from './http/send-json.ts';
import type { InFlight } from './in-flight.ts';
import type { InboundCall } from './inbound-call.ts';
import { listModels } from './model-list.ts';
import { serveCall } from './serve-call.ts';

export interface RouteDeps extends CallDeps, DispatchRouteDeps {
  readonly runtimeId: string;
  readonly holdsKey: KeyProbe;
  baseInstructions(): Promise<string>;
  readonly inFlight: InFlight;
  nowMs(): number;
}

/** Every path the router answers. @param strategy that this listener always uses, whatever the alias says */
export function createRoutes(deps: RouteDeps, strategy?: Strategy): readonly Route[] {
  const call = (api: InboundCall['api']) => (req: IncomingMessage, res: ServerResponse) =>
    deps.inFlight.track(async () => {
      await deps.pools.load();
      // Gone while the library was loading: its end would never be heard of again.
      if (req.destroyed && !req.complete) return;
      await serveCall(api, strategy, req, res, deps);
    });
  const health = (req: IncomingMessage, res: ServerResponse) => {
    // Only the holder of the key learns whose process this is: that is how the supervisor knows its child.
    if (deps.holdsKey(req.headers)) res.setHeader('x-router-runtime-id', deps.runtimeId);
    sendJson(res, { status: deps.inFlight.isOpen() ? 'ok' : 'draining' });
  };
  const catalog = async (_: IncomingMessage, res: ServerResponse) => {
    const instructions = await deps.baseInstructions();
    sendJson(res, codexCatalog(deps.settings(), deps.dispatch.isUsable, instructions));
  };

  return [
    { method: 'POST', path: '/v1/responses', serve: call('responses') },
    { method: 'POST', path: '/v1/chat/completions', serve: call('chat') },
    { method: 'GET', path: '/codex/models', serve: catalog },
    {
      method: 'GET',
      path: '/v1/models',
      // Codex asks with its version and wants its own catalog form; everybody else gets OpenAI's list.
      serve: (req, res) =>
        req.url?.includes('client_version=')
          ? catalog(req, res)
          : sendJson(res, listModels(deps.settings(), deps.dispatch.isUsable)),
    },
    { method: 'GET', path: '/health', isPublic: true, serve: health },
    { method: 'GET', path: '/health/readiness', isPublic: true, serve: health },
    ...createDispatchRoutes(deps, strategy),
  ];
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Policy } from '../../../contract/policy.ts';
import type { RouterSettings } from '../../../contract/settings.ts';
import { dispatchMetrics } from '../../../domain/dispatch/dispatch-metrics.ts';
import type { Strategy } from '../../../domain/dispatch/dispatch-settings.ts';
import { describeState, explainPlan } from '../../../domain/dispatch/explain-plan.ts';
import { AppError } from '../../../domain/errors/app-error.ts';
import { localDay } from '../../host/local-day.ts';
import type { Route } from '../http/create-server.ts';
import { readBody } from '../http/read-body.ts';
import { sendJson } from '../http/send-json.ts';
import { peekBody } from '../relay/peek-body.ts';
import type { AdaptiveSeam } from './adaptive-seam.ts';
import type { DispatchHost } from './dispatch-host.ts';
import type { EventStream } from './event-stream.ts';
import type { RequestReader } from './read-request.ts';

export interface DispatchRouteDeps {
  readonly version: string;
  readonly dispatch: DispatchHost;
  readonly reader: RequestReader;
  readonly adaptive: AdaptiveSeam | undefined;
  readonly events: EventStream;
  settings(): RouterSettings;
  policy(): Policy;
  nowMs(): number;
}

/** `/dispatch/*` and the description of the whole server. */
export function createDispatchRoutes(deps: DispatchRouteDeps, strategy: Strategy | undefined): Route[] {
  const { dispatch } = deps;

  async function explain(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const body = await readBody(req, deps.settings().max_body_bytes);
    const { model, malformed } = peekBody(body.plain);
    if (malformed || model === undefined) {
      throw new AppError('contract-violation', 'The body is not a JSON object that names a model.', {
        detail: malformed ? 'invalid_json' : 'model_required',
      });
    }
    const { request } = deps.reader.read({
      model,
      headers: req.headers,
      body: body.plain,
      strategy,
      day: localDay(deps.nowMs()),
      policy: deps.policy(),
      hasKey: provider => dispatch.state().providers.get(provider)?.hasKey === true,
    });
    sendJson(res, explainPlan(dispatch.plan(request)));
  }

  return [
    {
      method: 'GET',
      path: '/dispatch/metrics',
      serve: (req, res) => sendJson(res, dispatchMetrics(dispatch.state(), deps.nowMs(), aliasOf(req.url))),
    },
    {
      method: 'GET',
      path: '/dispatch/state',
      serve: (_, res) => sendJson(res, describeState(dispatch.state(), localDay(deps.nowMs()))),
    },
    {
      method: 'POST',
      path: '/dispatch/reset',
      serve: (_, res) => {
        dispatch.apply({ type: 'reset' });
        deps.adaptive?.reset();
        res.writeHead(204).end();
      },
    },
    { method: 'GET', path: '/dispatch/events', serve: (_, res) => deps.events.add(res) },
    { method: 'POST', path: '/dispatch/explain', serve: explain },
    {
      method: 'GET',
      path: '/openapi.json',
      async serve(_, res) {
        // Half of all schemas, for a page that is hardly ever asked for: starting does not wait for them.
        const { openApiDocument } = await import('../../../contract/openapi.ts');
        sendJson(res, openApiDocument(deps.version));
      },
    },
  ];
}

/** `?alias=codex-default` narrows the metrics to one alias's candidates. */
function aliasOf(url: string | undefined): string | undefined {
  return new URL(url ?? '/', 'http://router').searchParams.get('alias') ?? undefined;
}

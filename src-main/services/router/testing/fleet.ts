import { type Policy, policySchema } from '../../../contract/policy.ts';
import { type RouterSettings, routerSettingsSchema } from '../../../contract/settings.ts';
import type { SavedDispatch } from '../../../domain/dispatch/saved-state.ts';
import { createDisposables } from '../../../lib/disposables.ts';
import type { SteadyClock } from '../../host/steady-clock.ts';
import type { AdaptiveSeam } from '../dispatch/adaptive-seam.ts';
import { type ScriptedUpstream, startScriptedUpstream } from './scripted-upstream.ts';
import { startTestRouter, TEXT_STREAM, type TestRouter } from './test-router.ts';

type Answer = Parameters<typeof startScriptedUpstream>[0];

/** A whole good stream. */
export const ANSWERS: Answer = res => {
  res.writeHead(200, { 'content-type': 'text/event-stream' });
  res.end(TEXT_STREAM.join(''));
};

/** An HTTP error with a short body. */
export const fails =
  (
    status: number,
    headers: Record<string, string> = {},
    body = `{"error":{"message":"status ${status}"}}`,
  ): Answer =>
  res => {
    res.writeHead(status, { 'content-type': 'application/json', ...headers });
    res.end(body);
  };

/** One real upstream of the fleet, whose behaviour can be changed while the router runs. */
export interface FleetMember {
  readonly upstream: ScriptedUpstream;
  behave(answer: Answer): void;
}

export interface Fleet extends AsyncDisposable {
  readonly router: TestRouter;
  readonly a: FleetMember;
  readonly b: FleetMember;
  /** Moves the router's clock on. */
  passSeconds(seconds: number): void;
  /** The settings in force at the start, and the same without this deployment. */
  settings(deployment: string): { readonly settings: RouterSettings; readonly without: RouterSettings };
  /** Asks for the alias `both` (a, then b) unless told otherwise. */
  ask(
    model?: string,
    init?: { readonly headers?: Record<string, string>; readonly body?: object },
  ): Promise<Response>;
}

export interface FleetOptions {
  readonly a?: Record<string, unknown>;
  readonly b?: Record<string, unknown>;
  readonly dispatch?: Record<string, unknown>;
  readonly policy?: Record<string, unknown>;
  readonly more?: Record<string, unknown>;
  readonly keys?: Record<string, string>;
  readonly adaptive?: AdaptiveSeam;
  /** Uniform in [0, 1), for the draws; default chance. */
  readonly random?: () => number;
  /** Instead of a clock that only `passSeconds` moves. */
  readonly clock?: SteadyClock;
  readonly saved?: SavedDispatch;
  /** b runs on this machine (default). */
  readonly isLocalB?: boolean;
}

/** A router before two real HTTP upstreams, with the alias `both` over them and a clock that can be moved. */
export async function startFleet(options: FleetOptions = {}): Promise<Fleet> {
  const open = createDisposables();
  const member = async (): Promise<FleetMember> => {
    let behaviour = ANSWERS;
    const upstream = open.use(await startScriptedUpstream((res, request) => behaviour(res, request)));
    return {
      upstream,
      behave(answer) {
        behaviour = answer;
      },
    };
  };
  const a = await member();
  const b = await member();
  let aheadMs = 0;
  const policy: Policy = policySchema.parse(options.policy ?? {});
  const settings = fleetSettings(a.upstream.baseUrl, b.upstream.baseUrl, options);
  const router = open.use(
    await startTestRouter(settings, options.keys ?? { up_a: 'key-a', up_b: 'key-b' }, {
      policy,
      nowMs: options.clock?.nowMs ?? (() => Date.now() + aheadMs),
      ...(options.clock && { adjustClock: options.clock.adjust }),
      ...(options.saved && { saved: options.saved }),
      ...(options.adaptive && { adaptive: options.adaptive }),
      ...(options.random && { random: options.random }),
    }),
  );
  return {
    router,
    a,
    b,
    passSeconds(seconds) {
      aheadMs += seconds * 1000;
    },
    settings(deployment) {
      const { [deployment]: _, ...deployments } = settings.deployments;
      const aliases = Object.entries(settings.aliases).map(([name, alias]) => {
        return [name, { ...alias, candidates: alias.candidates.filter(other => other !== deployment) }];
      });
      return { settings, without: { ...settings, deployments, aliases: Object.fromEntries(aliases) } };
    },
    ask: (model = 'both', { headers, body } = {}) =>
      router.fetch('/v1/responses', {
        method: 'POST',
        headers: headers ?? {},
        body: JSON.stringify({ model, stream: true, input: 'hello', ...body }),
      }),
    [Symbol.asyncDispose]: () => open[Symbol.asyncDispose](),
  };
}

function fleetSettings(urlA: string, urlB: string, options: FleetOptions): RouterSettings {
  const common = { max_in_flight: 50, input_usd_per_mtok: 1, output_usd_per_mtok: 10 };
  return routerSettingsSchema.parse({
    listen: { port: 0 },
    dispatch: options.dispatch ?? {},
    providers: {
      up_a: { wire_api: 'responses', base_url: urlA },
      up_b: { wire_api: 'responses', base_url: urlB, local: options.isLocalB ?? true },
    },
    deployments: {
      a: { provider: 'up_a', model: 'model-a', ...common, ...options.a },
      b: { provider: 'up_b', model: 'model-b', ...common, ...options.b },
    },
    aliases: { both: { candidates: ['a', 'b'] } },
    baseline_alias: 'both',
    ...options.more,
  });
}

import { policySchema } from '../../../../contract/policy.ts';
import { routerSettingsSchema } from '../../../../contract/settings.ts';
import { createUniformSequence } from '../../../../domain/markov/bench/draws.ts';
import type { RolloutTransition } from '../../../../domain/markov/rollout/rollout.ts';
import { createDisposables } from '../../../../lib/disposables.ts';
import { ANSWERS, fails } from '../../testing/fleet.ts';
import { startScriptedUpstream } from '../../testing/scripted-upstream.ts';
import { startTestRouter, type TestRouter } from '../../testing/test-router.ts';
import { type AdaptiveHost, createAdaptiveHost } from '../adaptive-host.ts';

/** How one upstream behaves: the router's clock is moved by `takesMs` while it works. */
export interface Weather {
  readonly takesMs: number;
  /** HTTP status instead of an answer. */
  readonly fails?: number;
  /** Nothing is answered before it resolves. */
  readonly until?: Promise<void>;
}

export interface AdaptiveFleet extends AsyncDisposable {
  readonly router: TestRouter;
  readonly host: AdaptiveHost;
  readonly transitions: readonly RolloutTransition[];
  /** Weather of the deployments `a` and `b`, to be changed at will. */
  readonly weather: { a: Weather; b: Weather };
  /** Requests each upstream was sent. */
  sent(name: 'a' | 'b'): number;
  nowMs(): number;
  passSeconds(seconds: number): void;
  /** One request for `both` (a, then b), answered to its end. @returns who answered */
  ask(conversation?: string): Promise<string | null>;
}

export interface AdaptiveFleetOptions {
  /** `adaptive_router` of the policy. */
  readonly policy: Record<string, unknown>;
  readonly strategy?: 'ordered' | 'risk-adjusted';
  readonly a?: Record<string, unknown>;
  readonly b?: Record<string, unknown>;
  readonly dispatch?: Record<string, unknown>;
}

/**
 * The real router with the adaptive router beside it, before two real HTTP upstreams. Time stands still but for
 * what the upstreams take, and every draw comes from one seed: the same script gives the same run.
 */
export async function startAdaptiveFleet(options: AdaptiveFleetOptions): Promise<AdaptiveFleet> {
  const open = createDisposables();
  let nowMs = 1_800_000_000_000;
  const weather: AdaptiveFleet['weather'] = { a: { takesMs: 1000 }, b: { takesMs: 1000 } };
  const upstream = async (name: 'a' | 'b') =>
    open.use(
      await startScriptedUpstream(async (res, request) => {
        nowMs += weather[name].takesMs;
        const { fails: status, until } = weather[name];
        if (until !== undefined) await until;
        return (status === undefined ? ANSWERS : fails(status))(res, request);
      }),
    );
  const [a, b] = [await upstream('a'), await upstream('b')];
  const policy = policySchema.parse({ adaptive_router: options.policy });
  const transitions: RolloutTransition[] = [];
  const host = createAdaptiveHost({
    policy: policy.adaptive_router,
    nowMs,
    onTransition: transition => transitions.push(transition),
  });
  const common = { max_in_flight: 50, rpm_limit: 100_000, tpm_limit: 1e9 };
  const settings = routerSettingsSchema.parse({
    listen: { port: 0 },
    dispatch: options.dispatch ?? {},
    providers: {
      up_a: { wire_api: 'responses', base_url: a.baseUrl },
      up_b: { wire_api: 'responses', base_url: b.baseUrl },
    },
    deployments: {
      a: { provider: 'up_a', model: 'model-a', ...common, ...options.a },
      b: { provider: 'up_b', model: 'model-b', ...common, ...options.b },
    },
    aliases: { both: { candidates: ['a', 'b'], strategy: options.strategy ?? 'ordered' } },
    baseline_alias: 'both',
  });
  const router = open.use(
    await startTestRouter(
      settings,
      { up_a: 'key-a', up_b: 'key-b' },
      {
        policy,
        nowMs: () => nowMs,
        adaptive: host,
        random: createUniformSequence(7),
        onRecord: record => host.requestEnded(record, nowMs),
      },
    ),
  );
  return {
    router,
    host,
    transitions,
    weather,
    sent: name => ({ a, b })[name].seen.length,
    nowMs: () => nowMs,
    passSeconds(seconds) {
      nowMs += seconds * 1000;
    },
    async ask(conversation) {
      const response = await router.fetch('/v1/responses', {
        method: 'POST',
        headers: conversation === undefined ? {} : { 'session-id': conversation },
        body: JSON.stringify({ model: 'both', stream: true, input: 'hello' }),
      });
      await response.text();
      return response.headers.get('x-router-selected-model');
    },
    [Symbol.asyncDispose]: () => open[Symbol.asyncDispose](),
  };
}

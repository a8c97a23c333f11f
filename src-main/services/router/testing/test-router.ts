import type { DecisionDetail } from '../../../contract/decision-detail.ts';
import type { OwnPlan } from '../../../contract/own-plan.ts';
import { type Policy, policySchema } from '../../../contract/policy.ts';
import type { RequestEvent } from '../../../contract/request-event.ts';
import type { RequestRecord } from '../../../contract/request-record.ts';
import { type RouterSettings, routerSettingsSchema } from '../../../contract/settings.ts';
import type { SavedDispatch } from '../../../domain/dispatch/saved-state.ts';
import type { AdaptiveSeam } from '../dispatch/adaptive-seam.ts';
import { type RunningRouter, startRouter } from '../start-router.ts';

export const TEST_LOCAL_KEY = 'local-key-0123456789abcdef0123456789abcdef';
export const TEST_PROVIDER_KEY = 'sk-test-provider-key';

export interface TestRouter extends AsyncDisposable {
  readonly router: RunningRouter;
  readonly url: string;
  readonly events: RequestEvent[];
  readonly defects: unknown[];
  readonly records: RequestRecord[];
  /** As they were told: of each request when it begins, and when it is over. */
  readonly decisions: DecisionDetail[];
  /** What was told of the person's own plan. */
  readonly plans: OwnPlan[];
  /** `fetch` with the local key and a JSON content type. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

export interface TestRouterOptions {
  readonly policy?: Policy;
  readonly nowMs?: () => number;
  readonly adjustClock?: () => number;
  /** What dispatch had learned before. */
  readonly saved?: SavedDispatch;
  readonly adaptive?: AdaptiveSeam;
  readonly door?: string;
  readonly remoteKey?: string;
  readonly random?: () => number;
  /** Told of each record, as the router's host is. */
  readonly onRecord?: (record: RequestRecord) => void;
}

/** Settings with one provider `up` and its deployments `up-model` (model `upstream-name`) and `same-name`. */
export function testSettings(baseUrl: string, overrides: Record<string, unknown> = {}): RouterSettings {
  return routerSettingsSchema.parse({
    listen: { port: 0 },
    providers: { up: { wire_api: 'responses', base_url: baseUrl } },
    deployments: {
      'up-model': { provider: 'up', model: 'upstream-name', context_tokens: 200_000, max_in_flight: 100 },
      'same-name': { provider: 'up', model: 'same-name', max_in_flight: 100 },
    },
    aliases: { 'codex-default': { candidates: ['up-model'] } },
    ...overrides,
  });
}

/** Settings with nothing but one deployment `it`, at a provider `up` that speaks `wireApi`. */
export function oneDeployment(
  wireApi: string,
  baseUrl: string,
  deployment: { readonly model: string; readonly reasoning?: boolean },
): RouterSettings {
  return routerSettingsSchema.parse({
    listen: { port: 0 },
    providers: { up: { wire_api: wireApi, base_url: baseUrl } },
    deployments: { it: { provider: 'up', ...deployment } },
    aliases: {},
  });
}

export async function startTestRouter(
  settings: RouterSettings,
  keys?: Record<string, string>,
  more: TestRouterOptions = {},
): Promise<TestRouter> {
  const records: RequestRecord[] = [];
  const decisions: DecisionDetail[] = [];
  const plans: OwnPlan[] = [];
  const events: RequestEvent[] = [];
  const defects: unknown[] = [];
  const router = await startRouter(
    {
      runtimeId: 'runtime-0123456789abcdef',
      localKey: TEST_LOCAL_KEY,
      door: more.door,
      remoteKey: more.remoteKey,
      settings,
      keys: keys ?? { up: TEST_PROVIDER_KEY },
      baseInstructions: 'Be exact.',
      version: '0.0.0-test',
      policy: more.policy ?? policySchema.parse({}),
      saved: more.saved,
    },
    {
      nowMs: more.nowMs ?? Date.now,
      ...(more.adjustClock && { adjustClock: more.adjustClock }),
      ...(more.adaptive && { adaptive: more.adaptive }),
      ...(more.random && { random: more.random }),
      reports: {
        event: (_, describe) => events.push(describe()),
        decided: (_, describe) => decisions.push(describe()),
        record(record) {
          records.push(record);
          more.onRecord?.(record);
        },
        ownPlan: plan => plans.push(plan),
      },
      onDefect: cause => defects.push(cause),
    },
  );
  const url = `http://127.0.0.1:${router.port}`;
  return {
    router,
    url,
    events,
    defects,
    records,
    decisions,
    plans,
    fetch: (path, init = {}) =>
      fetch(`${url}${path}`, {
        ...init,
        headers: {
          authorization: `Bearer ${TEST_LOCAL_KEY}`,
          'content-type': 'application/json',
          ...(init.headers as Record<string, string> | undefined), // tests pass plain objects
        },
      }),
    [Symbol.asyncDispose]: () => router[Symbol.asyncDispose](),
  };
}

export const responseEvent = (type: string, rest: object = {}): string =>
  `event: ${type}\ndata: ${JSON.stringify({ type, ...rest })}\n\n`;

/** A whole answer of the Responses API as a stream. */
export const TEXT_STREAM: readonly string[] = [
  responseEvent('response.created', { response: { id: 'resp_1', status: 'in_progress' } }),
  responseEvent('response.output_item.added', { item: { type: 'message', id: 'msg_1' } }),
  responseEvent('response.output_text.delta', { delta: 'Größe 🚦' }),
  responseEvent('response.output_item.done', {
    item: { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Größe 🚦' }] },
  }),
  responseEvent('response.completed', {
    response: {
      id: 'resp_1',
      status: 'completed',
      usage: {
        input_tokens: 1200,
        input_tokens_details: { cached_tokens: 1000 },
        output_tokens: 40,
        output_tokens_details: { reasoning_tokens: 0 },
        total_tokens: 1240,
      },
    },
  }),
];

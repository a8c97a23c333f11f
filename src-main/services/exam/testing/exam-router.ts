import type { StandIn } from '../../../../e2e/fixtures/upstreams/stand-in.ts';
import { routerSettingsSchema } from '../../../contract/settings.ts';
import { startTestRouter, TEST_LOCAL_KEY } from '../../router/testing/test-router.ts';
import type { ExamRouter } from '../ask-router.ts';

/** A router in this process whose deployment `examined` is the stand-in. Without a key, where that is empty. */
export async function examRouter(
  upstream: Pick<StandIn, 'dialect' | 'baseUrl' | 'key' | 'model'>,
  deployment: Readonly<Record<string, unknown>> = {},
  timeouts: Readonly<Record<string, number>> = {},
): Promise<ExamRouter & AsyncDisposable> {
  const settings = routerSettingsSchema.parse({
    listen: { port: 0 },
    timeouts,
    providers: { up: { wire_api: upstream.dialect, base_url: upstream.baseUrl } },
    deployments: { examined: { provider: 'up', model: upstream.model, max_in_flight: 4, ...deployment } },
    // Every check asks anew, also after three that failed.
    dispatch: { cooldowns: { failures_in_row: 99 } },
    aliases: {},
  });
  const router = await startTestRouter(settings, upstream.key === '' ? {} : { up: upstream.key });
  return {
    url: router.url,
    localKey: TEST_LOCAL_KEY,
    [Symbol.asyncDispose]: () => router[Symbol.asyncDispose](),
  };
}

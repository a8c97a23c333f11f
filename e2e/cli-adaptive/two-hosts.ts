import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { z } from 'zod';
import {
  type ResponsesUpstream,
  startResponsesUpstream,
  type UpstreamReply,
} from '../fixtures/responses-upstream.ts';
import type { ScratchFolders } from '../fixtures/scratch-folders.ts';
import { startServing } from '../fixtures/serving.ts';
import { signalbox } from '../fixtures/signalbox-command.ts';
import { waitFor } from '../fixtures/wait-for.ts';

const recordSchema = z.object({
  id: z.string(),
  chosen: z.string().optional(),
  cause: z.string(),
  status: z.number(),
  attempts: z.array(z.object({ deployment: z.string(), result: z.string(), word: z.string() })),
  adaptive_router: z
    .object({
      enabled: z.boolean(),
      rollout: z.string(),
      would_switch: z.boolean(),
      applied: z.boolean(),
      treated: z.boolean(),
      health: z.record(z.string(), z.object({ observations: z.number() })),
    })
    .optional(),
});
export type LoggedRequest = z.infer<typeof recordSchema>;

/**
 * A bad `adaptive_router`, made so on purpose: cheap looks good to it, and slow does not count below five seconds, so
 * that its wishes do not hang on how fast the machine is.
 */
export const BAD = {
  enabled: true,
  shadow_mode: true,
  canary_fraction: 0.5,
  preset: 'reference',
  cold_start_penalty: 0,
  performance_weight: 1,
  min_confidence_delta: 0.02,
};

/** A running `signalbox serve` whose alias `both` has two hosts: `a`, dear, and `b`, a thousand times cheaper. */
export interface TwoHosts extends AsyncDisposable {
  readonly a: ResponsesUpstream;
  readonly b: ResponsesUpstream;
  /** The address that lets one browser in, once. */
  dashboard(): string;
  ask(model: string, conversation: string): Promise<number>;
  /** The log, once it holds so many requests. */
  logged(requests: number): Promise<readonly LoggedRequest[]>;
  /** Stops `serve` and starts it again in the same folders. */
  restart(): Promise<void>;
}

/** @param adaptive `adaptive_router` of the policy */
export async function serveTwoHosts(folders: ScratchFolders, adaptive: object): Promise<TwoHosts> {
  const [a, b] = [await startResponsesUpstream(), await startResponsesUpstream()];
  const common = { context_tokens: 400_000, max_in_flight: 50, rpm_limit: 100_000, tpm_limit: 1e9 };
  const price = (usd: number) => ({ input_usd_per_mtok: usd, output_usd_per_mtok: usd });
  mkdirSync(folders.signalboxHome, { recursive: true, mode: 0o700 });
  const write = (file: string, value: object) =>
    writeFileSync(join(folders.signalboxHome, file), stringify(value));
  write('router.yaml', {
    listen: { port: 0 },
    dispatch: { affinity: 'none' },
    providers: {
      host_a: { wire_api: 'responses', base_url: a.baseUrl, keyless: true },
      host_b: { wire_api: 'responses', base_url: b.baseUrl, keyless: true },
    },
    deployments: {
      a: { provider: 'host_a', model: 'model-a', ...common, ...price(1000) },
      b: { provider: 'host_b', model: 'model-b', ...common, ...price(1) },
    },
    aliases: { both: { candidates: ['a', 'b'] } },
    baseline_alias: 'both',
  });
  write('codex-routing-policy.yaml', { adaptive_router: adaptive });
  let serving = await startServing(folders);
  const token = async () => (await signalbox(folders, ['token', '--dir', folders.tmp])).stdout.trim();
  let key = await token();
  return {
    a,
    b,
    dashboard: () => serving.dashboard,
    async ask(model, conversation) {
      const response = await fetch(`http://127.0.0.1:${serving.port}/v1/responses`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${key}`,
          'content-type': 'application/json',
          'session-id': conversation,
        },
        body: JSON.stringify({ model, stream: true, input: 'hello' }),
      });
      await response.text();
      return response.status;
    },
    logged: requests =>
      waitFor(`${requests} requests in the log`, () => {
        const records = readLog(folders);
        return records.length >= requests ? records : undefined;
      }),
    async restart() {
      await serving[Symbol.asyncDispose]();
      serving = await startServing(folders);
      key = await token();
    },
    async [Symbol.asyncDispose]() {
      await serving[Symbol.asyncDispose]();
      await a[Symbol.asyncDispose]();
      await b[Symbol.asyncDispose]();
    },
  };
}

function readLog(folders: ScratchFolders): readonly LoggedRequest[] {
  try {
    return readFileSync(join(folders.codexHome, 'logs', 'cost_router.jsonl'), 'utf8')
      .split('\n')
      .filter(line => line !== '')
      .map(line => recordSchema.parse(JSON.parse(line)));
  } catch {
    return []; // not there yet, or its last line is being written
  }
}

/** An answer after so many milliseconds. */
export function after(waitMs: number): () => UpstreamReply {
  return () => ({ kind: 'text', text: 'OK.', pace: { waitMs } });
}

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { routerSettingsSchema, type WireApi } from '../../src-main/contract/settings.ts';
import { startTestRouter } from '../../src-main/services/router/testing/test-router.ts';
import { configureCodex, EDITING_RUN, NOTES_AFTER, NOTES_BEFORE } from '../codex-dialects/routed-codex.ts';
import { runCodex } from '../fixtures/real-codex.ts';
import { createScratchFolders, type ScratchFolders } from '../fixtures/scratch-folders.ts';
import { type StandIn, startStandIn } from '../fixtures/upstreams/stand-in.ts';
import { startOpencodex, startPortkey } from './gateway-process.ts';

test.describe.configure({ timeout: 180_000 });

interface Provider {
  readonly wireApi: WireApi;
  readonly baseUrl: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly model: string;
  readonly key: string;
}

/** The real Codex through our router, through the gateway, to a strict stand-in, which plays the model. */
async function editThrough(provider: Provider, upstream: StandIn, folders: ScratchFolders): Promise<void> {
  const settings = routerSettingsSchema.parse({
    listen: { port: 0 },
    providers: {
      gateway: { wire_api: provider.wireApi, base_url: provider.baseUrl, headers: provider.headers ?? {} },
    },
    deployments: { through: { provider: 'gateway', model: provider.model, reasoning: true } },
    aliases: {},
  });
  await using router = await startTestRouter(settings, { gateway: provider.key });
  configureCodex(folders, router, 'through');
  const notes = join(folders.project, 'notes.txt');
  writeFileSync(notes, NOTES_BEFORE);
  upstream.queue(...EDITING_RUN);
  const run = await runCodex('Make the size 2.', { folders });
  expect(upstream.refusals).toEqual([]);
  expect(run, run.stdout + run.stderr).toMatchObject({ exitCode: 0, answer: 'Die Größe ist 2 🚦 now.' });
  expect(readFileSync(notes, 'utf8')).toBe(NOTES_AFTER);
  expect(upstream.accepted).toHaveLength(EDITING_RUN.length);
}

for (const [wireApi, dialect, host] of [
  ['chat', 'chat', 'openai'],
  ['anthropic', 'anthropic', 'anthropic'],
  ['responses', 'responses', 'openai'],
] as const) {
  test(`the real Codex works through Portkey's gateway, asked in ${wireApi}`, async () => {
    await using folders = createScratchFolders();
    await using upstream = await startStandIn(dialect);
    await using gateway = await startPortkey(folders);
    const headers = { 'x-portkey-provider': host, 'x-portkey-custom-host': upstream.baseUrl };
    const { key, model } = upstream;
    await editThrough({ wireApi, baseUrl: gateway.baseUrl, headers, model, key }, upstream, folders);
  });
}

for (const wireApi of ['responses', 'chat'] as const) {
  test(`the real Codex works through opencodex, asked in ${wireApi}`, async () => {
    await using folders = createScratchFolders();
    await using upstream = await startStandIn('chat', { like: 'openai' });
    await using gateway = await startOpencodex(folders, upstream);
    const model = `here/${upstream.model}`;
    await editThrough({ wireApi, baseUrl: gateway.baseUrl, model, key: 'none' }, upstream, folders);
  });
}

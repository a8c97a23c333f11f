import { policySchema } from '../../../../contract/policy.ts';
import type { RouterSettings } from '../../../../contract/settings.ts';
import { createDisposables } from '../../../../lib/disposables.ts';
import { startScriptedUpstream } from '../../testing/scripted-upstream.ts';
import { startTestRouter, TEXT_STREAM, testSettings } from '../../testing/test-router.ts';

export type Answer = Parameters<typeof startScriptedUpstream>[0];
export const DOOR = 'door-0123456789-0123456789';
export const LOGIN = {
  authorization: 'Bearer own-login',
  'chatgpt-account-id': 'account-1',
  version: '0.169.0',
};

export const bodyFor = (model: string): string => JSON.stringify({ model, stream: true, input: 'hello' });

/** An answer in text, with what OpenAI tells by headers. */
export const streamText =
  (told: Readonly<Record<string, string>> = {}): Answer =>
  res => {
    res.writeHead(200, {
      'content-type': 'text/event-stream',
      'openai-model': 'gpt-6-sol',
      'x-codex-turn-state': 'theirs',
      ...told,
    });
    res.end(TEXT_STREAM.join(''));
  };

export const atLimit: Answer = res => {
  res.writeHead(429, { 'content-type': 'application/json' });
  res.end('{"error":{"type":"usage_limit_reached","message":"Limit reached.","resets_in_seconds":1200}}');
};

/** A router with a door, OpenAI's two addresses, and `up` for everything else. */
export async function withDoor(plan: Answer, policy: object = {}) {
  const open = createDisposables();
  const chatgpt = open.use(await startScriptedUpstream(plan));
  const api = open.use(await startScriptedUpstream(plan));
  const up = open.use(await startScriptedUpstream(streamText()));
  const settings = testSettings(up.baseUrl);
  const { up: provider } = settings.providers;
  if (provider === undefined) throw new Error('no provider to stand in for OpenAI');
  const providers: RouterSettings['providers'] = {
    ...settings.providers,
    openai: { ...provider, base_url: api.baseUrl },
    chatgpt: { ...provider, base_url: chatgpt.baseUrl },
  };
  let laterMs = 0;
  const router = open.use(
    await startTestRouter({ ...settings, providers }, undefined, {
      door: DOOR,
      policy: policySchema.parse(policy),
      nowMs: () => Date.now() + laterMs,
    }),
  );
  return {
    router,
    chatgpt,
    api,
    up,
    /** Moves the router's clock: so many milliseconds after now. */
    wait(ms: number) {
      laterMs = ms;
    },
    turn: (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = LOGIN) =>
      fetch(`${router.url}/signalbox/${DOOR}/v1/responses`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', ...headers },
      }),
    [Symbol.asyncDispose]: () => open[Symbol.asyncDispose](),
  };
}

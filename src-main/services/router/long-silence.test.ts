import { afterEach, expect, it } from 'vitest';
import { routerSettingsSchema } from '../../contract/settings.ts';
import { createDisposables } from '../../lib/disposables.ts';
import { startScriptedUpstream } from './testing/scripted-upstream.ts';
import { startTestRouter, TEXT_STREAM } from './testing/test-router.ts';

let open = createDisposables();
afterEach(async () => {
  await open[Symbol.asyncDispose]();
  open = createDisposables();
});

const chunk = (delta: object, finish_reason: string | null = null) =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason }] })}\n\n`;

/** The signs of life of half an hour, at one every ten seconds. */
const SIGNS = 180;
const SIGN = /event: (?:ping|response\.in_progress)\n/g;

it.each([
  ['responses', TEXT_STREAM.slice(0, 3).join(''), TEXT_STREAM.slice(3).join('')],
  ['chat', chunk({ content: 'hel' }), `${chunk({ content: 'lo' }, 'stop')}data: [DONE]\n\n`],
] as const)('an answer by %s that pauses for half an hour of signs of life is whole', async (wire_api, begin, end) => {
  let goOn: () => void = () => undefined;
  const upstream = open.use(
    await startScriptedUpstream(res => {
      res.writeHead(200, { 'content-type': 'text/event-stream' });
      res.write(begin);
      goOn = () => res.end(end);
    }),
  );
  const settings = routerSettingsSchema.parse({
    listen: { port: 0 },
    timeouts: { keep_alive_ms: 4 },
    providers: { up: { wire_api, base_url: upstream.baseUrl } },
    deployments: { 'up-model': { provider: 'up', model: 'm' } },
    aliases: {},
  });
  const router = open.use(await startTestRouter(settings));
  const answer = await router.fetch('/v1/responses', {
    method: 'POST',
    body: JSON.stringify({ model: 'up-model', stream: true, input: 'hello' }),
  });
  let text = '';
  let isPaused = true;
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  for (let read = await reader?.read(); read?.done === false; read = await reader?.read()) {
    text += read.value;
    if (isPaused && (text.match(SIGN)?.length ?? 0) >= SIGNS) {
      isPaused = false;
      goOn();
    }
  }
  expect(isPaused).toBe(false);
  expect(text).toContain('event: response.completed\n');
  const { records } = router;
  expect(records).toMatchObject([{ status: 200, attempts: [{ result: 'succeeded' }] }]);
});

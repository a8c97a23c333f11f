import { expect, it } from 'vitest';
import { routerSettingsSchema } from '../../contract/settings.ts';
import { textOf } from '../../domain/sentence/sentence.ts';
import { startScriptedUpstream } from '../../services/router/testing/scripted-upstream.ts';
import { TEST_LOCAL_KEY } from '../../services/router/testing/test-router.ts';
import { spawnNodeRouter } from '../../services/supervise/spawn-node-router.ts';
import { builtRouterFor } from './testing/built-router.ts';

const built = builtRouterFor('router-early');

it('a key and an edit that come while the router starts are in force when it is ready', async () => {
  await using upstream = await startScriptedUpstream(res => {
    res.end('{}');
  });
  const settings = (alias: string) =>
    routerSettingsSchema.parse({
      listen: { port: 0 },
      providers: { up: { wire_api: 'responses', base_url: upstream.baseUrl } },
      deployments: { a: { provider: 'up', model: 'm' } },
      aliases: { [alias]: { candidates: ['a'] } },
      baseline_alias: alias,
    });
  const router = spawnNodeRouter(built.script(), process.env);
  const exited = new Promise<string>(resolve => router.onExit(how => resolve(textOf(how))));
  const port = new Promise<number>((resolve, reject) => {
    void exited.then(how => reject(new Error(how)));
    router.onMessage(message => {
      if (message.type === 'listening') resolve(message.listen.port);
      if (message.type === 'failed') reject(new Error(message.message));
    });
  });
  router.send(built.startMessage(settings('before')));
  router.send({ type: 'keys', keys: { up: 'sk-of-that-moment' } });
  router.send({ type: 'settings', settings: settings('after') });
  const answer = await fetch(`http://127.0.0.1:${await port}/v1/responses`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TEST_LOCAL_KEY}` },
    body: '{"model":"after","input":"x"}',
  });
  expect(answer.status).toBe(200);
  expect(upstream.seen[0]?.headers.authorization).toBe('Bearer sk-of-that-moment');
  router.kill();
  await exited;
});

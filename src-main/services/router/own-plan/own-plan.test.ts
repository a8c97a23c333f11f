import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { TEST_LOCAL_KEY, TEXT_STREAM } from '../testing/test-router.ts';
import { atLimit, bodyFor as body, DOOR, LOGIN, streamText, withDoor } from './testing/with-door.ts';

describe('the door for the person’s own login', () => {
  it('passes a turn to OpenAI as it is: credentials, bytes, headers, and what comes back', async () => {
    await using door = await withDoor(streamText());
    const { chatgpt, api, up, turn, router } = door;
    const answer = await turn(body('gpt-6-sol'));
    expect([
      answer.status,
      answer.headers.get('openai-model'),
      answer.headers.get('x-codex-turn-state'),
    ]).toEqual([200, 'gpt-6-sol', 'theirs']);
    expect(await answer.text()).toBe(TEXT_STREAM.join(''));
    expect(chatgpt.seen[0]).toMatchObject({ path: '/v1/responses', headers: LOGIN });
    expect(chatgpt.seen[0]?.body.toString()).toBe(body('gpt-6-sol'));
    expect([api.seen.length, up.seen.length]).toEqual([0, 0]);
    expect(router.records[0]).toMatchObject({ asked: 'gpt-6-sol', resolved: 'own-openai-plan', status: 200 });
  });

  it('sends an API key to the API, and never to anybody else', async () => {
    await using door = await withDoor(streamText());
    const { chatgpt, api, turn } = door;
    await (await turn(body('gpt-6-sol'), { authorization: 'Bearer sk-own' })).text();
    expect(api.seen[0]?.headers.authorization).toBe('Bearer sk-own');
    expect(chatgpt.seen).toHaveLength(0);
  });

  it('goes on elsewhere at the limit, without the login, and asks the plan no more until it renews', async () => {
    await using door = await withDoor(atLimit);
    const { chatgpt, up, turn } = door;
    for (let count = 0; count < 3; count += 1) {
      const answer = await turn(body('gpt-6-sol'));
      expect([answer.status, await answer.text()]).toEqual([200, TEXT_STREAM.join('')]);
    }
    expect(chatgpt.seen).toHaveLength(1);
    expect(up.seen).toHaveLength(3);
    // It says itself when it renews; a minute before that it is left alone.
    door.wait(1_140_000);
    await (await turn(body('gpt-6-sol'))).text();
    expect(chatgpt.seen).toHaveLength(1);
    door.wait(1_320_000);
    await (await turn(body('gpt-6-sol'))).text();
    expect(chatgpt.seen).toHaveLength(2);
    for (const { headers, body: sent } of up.seen) {
      expect(JSON.stringify(headers)).not.toContain('own-login');
      expect(JSON.stringify(headers)).not.toContain('account-1');
      expect(JSON.parse(sent.toString()).model).toBe('upstream-name');
    }
  });

  it('hands any other refusal of OpenAI on, byte for byte', async () => {
    const words = '{"error":{"message":"Your session ended.","code":"token_expired"}}';
    await using door = await withDoor(res => {
      res.writeHead(401, { 'content-type': 'application/json' });
      res.end(words);
    });
    const { up, turn } = door;
    const answer = await turn(body('gpt-6-sol'));
    expect([answer.status, await answer.text(), up.seen.length]).toEqual([401, words, 0]);
  });

  it.each([
    ['avoid_openai', { avoid_openai: true }],
    ['a local-only folder', { local_only_folders: ['/private'] }],
  ])('keeps a turn from OpenAI where the policy says %s', async (_, policy) => {
    await using door = await withDoor(streamText(), policy);
    const { chatgpt, api, turn, router } = door;
    const inside = JSON.stringify({
      model: 'gpt-6-sol',
      stream: true,
      input: '<cwd>/private/app</cwd>',
    });
    await (await turn(inside, { ...LOGIN, 'session-id': 'session-1' })).text();
    const compact = await fetch(`${router.url}/signalbox/${DOOR}/v1/responses/compact`, {
      method: 'POST',
      body: inside,
      headers: LOGIN,
    });
    expect(compact.status).toBe(400);
    expect([chatgpt.seen.length, api.seen.length]).toEqual([0, 0]);
  });

  it('routes the router’s own names, takes compressed bodies, and relays the list of models', async () => {
    await using door = await withDoor(streamText());
    const { chatgpt, up, turn, router } = door;
    await (await turn(body('codex-default'))).text();
    expect(up.seen).toHaveLength(1);
    const packed = gzipSync(Buffer.from(body('gpt-6-sol')));
    await (await turn(new Uint8Array(packed), { ...LOGIN, 'content-encoding': 'gzip' })).text();
    expect(chatgpt.seen[0]?.headers['content-encoding']).toBe('gzip');
    expect(chatgpt.seen[0]?.body.equals(packed)).toBe(true);
    const models = `${router.url}/signalbox/${DOOR}/v1/models?client_version=0.169.0`;
    expect((await fetch(models, { headers: LOGIN })).status).toBe(200);
    expect(chatgpt.seen[1]).toMatchObject({ method: 'GET', path: '/v1/models?client_version=0.169.0' });
  });

  it('opens for its own word only, and not without a login', async () => {
    await using door = await withDoor(streamText());
    const { chatgpt, router, turn } = door;
    const at = (path: string, headers: Record<string, string>) =>
      fetch(`${router.url}${path}`, { method: 'POST', body: body('gpt-6-sol'), headers });
    for (const word of ['', 'x'.repeat(DOOR.length), `${DOOR}x`]) {
      expect((await at(`/signalbox/${word}/v1/responses`, LOGIN)).status).toBe(404);
    }
    expect((await at('/v1/responses', LOGIN)).status).toBe(401);
    expect((await turn(body('gpt-6-sol'), {})).status).toBe(401);
    const web = await turn(body('gpt-6-sol'), { ...LOGIN, origin: 'https://evil.example' });
    expect([web.status, chatgpt.seen.length]).toEqual([403, 0]);
    expect((await at('/v1/responses', { authorization: `Bearer ${TEST_LOCAL_KEY}` })).status).toBe(404);
  });
});

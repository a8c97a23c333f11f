import { afterEach, describe, expect, it } from 'vitest';
import { type Denied, startStandIn } from '../../../e2e/fixtures/upstreams/stand-in.ts';
import { createDisposables } from '../../lib/disposables.ts';
import { ask, requestBody, routeTo } from './testing/translated-call.ts';

let open = createDisposables();
afterEach(async () => {
  await open[Symbol.asyncDispose]();
  open = createDisposables();
});

const CODEX = { headers: { originator: 'codex_exec', 'user-agent': 'codex_exec/0.169.0' } };
const WORDS = 'No more of this today.';

async function told(denied: Denied, model = 'to-anthropic') {
  const upstream = open.use(await startStandIn('anthropic'));
  const router = open.use(await routeTo([upstream]));
  upstream.queue(denied);
  return { router, answer: await ask(router, 'responses', requestBody('responses', model, true), CODEX) };
}

describe('what Codex is told when nobody answered', () => {
  it.each([
    [
      'waits as long as the provider says',
      429,
      { 'retry-after': '7' },
      'rate_limit_exceeded',
      'try again in 7s',
    ],
    [
      'reads at once what would be minutes to wait for',
      429,
      { 'retry-after': '300' },
      'invalid_prompt',
      '5 minutes',
    ],
    ['tries an overload six times, not thirty', 529, {}, 'server_error', WORDS],
    ['tries a failure of the server six times, not thirty', 500, {}, 'server_error', WORDS],
  ])('%s', async (_, status, headers, code, words) => {
    const { router, answer } = await told({ status, message: WORDS, headers });
    expect(answer).toMatchObject({ status: 200, ended: 'failed', error: { code } });
    expect(answer.error?.message).toContain(WORDS);
    expect(answer.error?.message).toContain(words);
    expect(router.events.at(-1)?.status).toBeGreaterThanOrEqual(429);
  });

  it('shows what is wrong with the request word for word', async () => {
    const { answer } = await told({ status: 400, message: WORDS });
    expect(answer).toMatchObject({ status: 400, error: { message: WORDS } });
  });

  it('reports a full context window by the code Codex knows', async () => {
    const { answer } = await told({
      status: 400,
      message: 'prompt is too long: 250000 tokens > 200000 maximum',
    });
    expect(answer).toMatchObject({ status: 400, error: { code: 'context_length_exceeded' } });
  });

  it('gives every other client the status that fits', async () => {
    const upstream = open.use(await startStandIn('anthropic'));
    const router = open.use(await routeTo([upstream]));
    upstream.queue({ status: 529, message: WORDS });
    const answer = await ask(router, 'responses', requestBody('responses', 'to-anthropic', true));
    expect(answer).toMatchObject({ status: 502, error: { code: 'overloaded' } });
  });
});

import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { policySchema } from '../../contract/policy.ts';
import { requestRecordSchema } from '../../contract/request-record.ts';
import { createDisposables } from '../../lib/disposables.ts';
import { ANSWERS, type FleetOptions, fails, startFleet } from './testing/fleet.ts';

let open = createDisposables();
afterEach(async () => {
  await open[Symbol.asyncDispose]();
  open = createDisposables();
});

const fleet = async (options: FleetOptions = {}) => open.use(await startFleet(options));
const codex = (session: string, more: object = {}) => ({
  'session-id': session,
  'thread-id': session,
  'x-codex-turn-metadata': JSON.stringify({ request_kind: 'turn', thread_source: 'user', ...more }),
});
const selected = async (answer: Promise<Response>) => {
  const response = await answer;
  await response.text();
  return response.headers.get('x-router-selected-model') ?? `${response.status}`;
};

describe('a conversation', () => {
  it('stays where its cache is, moves when it must, and comes back when that pays', async () => {
    const { router, a, ask, passSeconds } = await fleet({
      a: { cached_input_usd_per_mtok: 0.1 },
      b: { cached_input_usd_per_mtok: 0.1 },
    });
    const headers = codex('thread-1');
    expect(await selected(ask('both', { headers }))).toBe('a');
    a.behave(fails(429, { 'retry-after': '10' }));
    expect(await selected(ask('both', { headers }))).toBe('b');
    expect(await selected(ask('both', { headers }))).toBe('b');
    expect(router.records.at(-1)?.reason).toContain('both -> b: holds this conversation');
    passSeconds(11);
    a.behave(ANSWERS);
    expect(await selected(ask('both', { headers }))).toBe('a');
    expect(router.records.at(-1)).toMatchObject({ cause: 'moved', affinity: { home: 'b', other: 'a' } });
    expect(router.records.at(-1)?.reason).toMatch(
      /moving pays \(from b: price \$\d+\.\d+, gain \$\d+\.\d+\)/,
    );
  });

  it('stays on one deployment within a turn, by the state Codex echoes', async () => {
    const { ask } = await fleet();
    const first = await ask('both', { headers: codex('t') });
    await first.text();
    expect(first.headers.get('x-codex-turn-state')).toBe('signalbox:a');
    const headers = { ...codex('t'), 'x-codex-turn-state': 'signalbox:b' };
    expect(await selected(ask('both', { headers }))).toBe('b');
  });
});

describe('requests Codex sends on its own', () => {
  it('go by the request rules and are counted apart', async () => {
    const { router, ask } = await fleet({
      isLocalB: false,
      policy: { request_rules: { title: 'light', compaction: 'as-asked' } },
      more: { aliases: { both: { candidates: ['a', 'b'] }, light: { candidates: ['b'] } } },
    });
    expect(await selected(ask('both', { headers: codex('s', { thread_source: 'thread_title' }) }))).toBe('b');
    expect(await selected(ask('both', { headers: codex('s', { request_kind: 'compaction' }) }))).toBe('a');
    expect(await selected(ask('both', { headers: { ...codex('s'), 'x-openai-subagent': 'review' } }))).toBe(
      'a',
    );
    expect(router.records.map(({ kind }) => kind)).toEqual(['title', 'compaction', 'review']);
  });

  it('codex-auto goes by its task, and says what decided', async () => {
    const { router, ask } = await fleet({
      more: {
        aliases: {
          both: { candidates: ['a', 'b'] },
          'codex-auto': { candidates: ['b'] },
          'codex-deep': { candidates: ['a'] },
        },
      },
    });
    const input = [
      {
        role: 'user',
        content: [{ type: 'input_text', text: '<environment_context>…</environment_context>' }],
      },
      {
        role: 'user',
        content: [{ type: 'input_text', text: 'Plan the migration of the production database' }],
      },
      { type: 'function_call_output', call_id: 'c', output: 'ok' },
    ];
    expect(await selected(ask('codex-auto', { body: { input } }))).toBe('a');
    expect(router.records[0]).toMatchObject({ resolved: 'codex-deep', task: { level: 'complex' } });
  });
});

describe('local-only folders', () => {
  const policy = { local_only_folders: ['/home/me/secret'] };
  const at = (folder: string) => ({
    input: [{ role: 'user', content: `<environment_context><cwd>${folder}</cwd>` }],
  });

  it('keep a session on this machine, its titles included, and fail loudly without a local model', async () => {
    const { router, a, b, ask } = await fleet({ policy });
    expect(await selected(ask('both', { headers: codex('s1'), body: at('/home/me/secret/deep') }))).toBe('b');
    expect(await selected(ask('both', { headers: codex('s1') }))).toBe('b');
    // A title quotes the prompt and names no folder, and its session is its own.
    expect(await selected(ask('both', { headers: codex('t1', { thread_source: 'thread_title' }) }))).toBe(
      'b',
    );
    expect(await selected(ask('both', { headers: codex('s2'), body: at('/home/me/open') }))).toBe('a');
    const workspaces = codex('s3', { workspaces: { '/home/me/secret': {} } });
    expect(await selected(ask('both', { headers: workspaces }))).toBe('b');
    router.router.tellDispatch({ type: 'provider-changed', provider: 'up_b', isUp: false });
    const refused = await ask('both', { headers: codex('s1'), body: at('/home/me/secret') });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ error: { code: 'local_only_folder' } });
    expect(a.upstream.seen).toHaveLength(1);
    expect(b.upstream.seen).toHaveLength(4);
  });
});

describe('local-only folders behind links', () => {
  it.each([
    ['the person names a link, Codex the place', 'link', 'place/deep'],
    ['the person names the place, Codex a link', 'place', 'link/deep'],
    ['a link leads to a folder below', 'place', 'shortcut'],
  ])('%s', async (_, named, worked) => {
    const root = mkdtempSync(join(tmpdir(), 'links-'));
    open.defer(() => rmSync(root, { recursive: true }));
    mkdirSync(join(root, 'place/deep'), { recursive: true });
    mkdirSync(join(root, 'elsewhere'));
    symlinkSync(join(root, 'place'), join(root, 'link'));
    symlinkSync(join(root, 'place/deep'), join(root, 'shortcut'));
    const { ask } = await fleet({ policy: { local_only_folders: [join(root, named)] } });
    const at = (folder: string) => ({ input: `<cwd>${join(root, folder)}</cwd>` });
    expect(await selected(ask('both', { headers: codex('s1'), body: at(worked) }))).toBe('b');
    expect(await selected(ask('both', { headers: codex('s2'), body: at('elsewhere') }))).toBe('a');
  });
});

describe('budgets', () => {
  it('degrade to what costs nothing, until they are lifted for today', async () => {
    const { router, ask } = await fleet({
      policy: { budgets: { day_usd: 0.001 } },
      b: { input_usd_per_mtok: 0, output_usd_per_mtok: 0 },
      dispatch: { expected_output_tokens: 10 },
    });
    expect(await selected(ask())).toBe('a');
    expect(await selected(ask())).toBe('b');
    expect(router.records[1]?.reason).toContain('budget reached (day-usd)');
    const { day } = router.router.dispatchState().spend;
    router.router.tellDispatch({ type: 'budget-lifted', day });
    expect(await selected(ask())).toBe('a');
  });

  it('refuse where the person says so, in words and without a retry', async () => {
    const { ask } = await fleet({ policy: { budgets: { request_usd: 0.000001, on_reached: 'refuse' } } });
    const refused = await ask();
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ error: { code: 'over_budget', type: 'policy_error' } });
  });

  it('a policy applied while running holds for the next request', async () => {
    const { router, ask } = await fleet();
    expect(await selected(ask())).toBe('a');
    router.router.setPolicy(policySchema.parse({ budgets: { request_usd: 0.000001, on_reached: 'refuse' } }));
    expect(await selected(ask())).toBe('400');
  });
});

describe('the record of a request', () => {
  it('holds tokens, cost, savings, attempts and the upstream’s id, and no text', async () => {
    const { router, a, ask } = await fleet({ b: { input_usd_per_mtok: 0, output_usd_per_mtok: 0 } });
    a.behave(fails(503));
    await selected(
      ask('both', { headers: codex('s9', { turn_id: 'turn-7' }), body: { input: 'my secret prompt' } }),
    );
    expect(router.records).toHaveLength(1);
    const record = requestRecordSchema.parse(JSON.parse(JSON.stringify(router.records[0])));
    expect(record).toMatchObject({
      asked: 'both',
      chosen: 'b',
      attempts: [
        { deployment: 'a', result: 'failed', status: 503 },
        { deployment: 'b', result: 'succeeded' },
      ],
      tokens: {
        convention: 'input-includes-cached',
        source: 'reported',
        input: 1200,
        cached_input: 1000,
        output: 40,
      },
      cost_usd: 0,
      baseline: 'a',
      conversation_id: 's9',
      turn_id: 'turn-7',
      upstream_response_id: 'resp_1',
    });
    expect(record.saved_usd).toBeCloseTo(0.0016, 6);
    expect(JSON.stringify(record)).not.toContain('secret prompt');
    expect(router.events.at(-1)).toMatchObject({
      phase: 'ended',
      attempts: 2,
      kind: 'turn',
      savedUsd: record.saved_usd,
    });
    expect(router.decisions[0]).toMatchObject({ asked: 'both', order: ['a', 'b'] });
  });
});

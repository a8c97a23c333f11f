import { appendFile, readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { startScriptedUpstream } from '../../services/router/testing/scripted-upstream.ts';
import { TEXT_STREAM } from '../../services/router/testing/test-router.ts';
import { builtRouterFor } from '../router/testing/built-router.ts';
import { startTestCore, type TestCore } from './testing/start-test-core.ts';

const built = builtRouterFor('dispatch-calls');

const answers = (res: ServerResponse): void => {
  res.writeHead(200, { 'content-type': 'text/event-stream' });
  res.end(TEXT_STREAM.join(''));
};
const limits = (res: ServerResponse): void => {
  res.writeHead(429, { 'content-type': 'application/json', 'retry-after': '120' });
  res.end('{"error":{"message":"slow down"}}');
};

/** Generous: a busy machine takes its time. */
const until = <T>(look: () => T | Promise<T>): Promise<T> => vi.waitFor(look, { timeout: 15_000 });

/** The core over two real upstreams: `both` is [first, second], whose behaviour can be changed. */
async function startTwo(policyYaml?: object) {
  let behave = answers;
  const a = await startScriptedUpstream(res => behave(res));
  const b = await startScriptedUpstream(answers);
  const provider = (baseUrl: string) => ({ wire_api: 'responses', base_url: baseUrl, keyless: true });
  const deployment = (of: string) => ({
    provider: of,
    model: 'm',
    input_usd_per_mtok: 1000,
    output_usd_per_mtok: 1000,
    max_in_flight: 9,
  });
  const started = await startTestCore({
    routerScript: built.script(),
    ...(policyYaml && { policyYaml }),
    routerYaml: {
      listen: { port: 0 },
      providers: { up_a: provider(a.baseUrl), up_b: provider(b.baseUrl) },
      deployments: { first: deployment('up_a'), second: deployment('up_b') },
      aliases: { both: { candidates: ['first', 'second'] } },
      baseline_alias: 'both',
    },
  });
  return {
    ...started,
    behave(how: typeof answers) {
      behave = how;
    },
    async [Symbol.asyncDispose]() {
      await started[Symbol.asyncDispose]();
      await Promise.all([a, b].map(upstream => upstream[Symbol.asyncDispose]()));
    },
  };
}

const ONLY_ERRORS = {
  cost: 0,
  ttft: 0,
  total_latency: 0,
  tokens_per_second: 0,
  error_rate: 1,
  token_pressure: 0,
  queue_depth: 0,
};

const rowOf = ({ core }: TestCore, name: string) =>
  core.snapshot().dispatch?.deployments.find(({ deployment }) => deployment === name);

async function answeredBy(core: TestCore): Promise<string | null> {
  const answer = await core.ask('both');
  await answer.text();
  return answer.headers.get('x-router-selected-model');
}

describe('what windows ask of dispatch, through the core and a real router process', () => {
  it('waking a deployment brings it back into traffic before its limit ends', async () => {
    await using two = await startTwo();
    two.behave(limits);
    expect(await answeredBy(two)).toBe('second');
    await until(() => expect(rowOf(two, 'first')).toMatchObject({ hard_limit_reason: 'rate-limited' }));
    two.behave(answers);
    expect(await answeredBy(two)).toBe('second');

    expect(await two.call('dispatch.wake', { deployment: 'first' })).toEqual({ ok: true });
    await until(() => expect(rowOf(two, 'first')?.hard_limited).toBe(false));
    expect(await answeredBy(two)).toBe('first');
    expect(await two.call('dispatch.wake', { deployment: 'third' })).toMatchObject({
      ok: false,
      fault: { code: 'unknown_deployment' },
    });
  });

  it('weights are previewed without effect, and in force once they are set', async () => {
    await using two = await startTwo();
    await until(() => expect(rowOf(two, 'first')?.probability).toBeCloseTo(0.5));
    // With all weight on errors, the one that had an error is the risk.
    two.behave(limits);
    await answeredBy(two);
    await two.call('dispatch.wake', { deployment: 'first' });
    await until(() => expect(rowOf(two, 'first')).toMatchObject({ hard_limited: false, calls: 1 }));
    const weights = ONLY_ERRORS;
    const before = rowOf(two, 'first')?.probability;
    const { preview } = await two.call('dispatch.preview', { weights, temperature: 0.05 });
    const previewed = preview?.rows.find(({ deployment }) => deployment === 'first');
    // Pr = softmax(-0.25 / 0.05) against a sibling without errors.
    expect(previewed?.probability).toBeCloseTo(1 / (1 + Math.exp(5)), 6);
    expect(rowOf(two, 'first')?.probability).toBe(before);

    expect(await two.call('dispatch.setWeights', { weights, temperature: 0.05 })).toEqual({ ok: true });
    await until(() => expect(rowOf(two, 'first')?.probability).toBeCloseTo(previewed?.probability ?? -1, 6));
    expect(two.core.snapshot().dispatch).toMatchObject({ soft_score_weights: weights, temperature: 0.05 });
    expect(await readFile(join(two.userDataFolder, 'router.yaml'), 'utf8')).toMatch(/error_rate: 1\b/);
  });

  it('lifting the budgets lets requests through today', async () => {
    await using two = await startTwo({ budgets: { day_usd: 0.001, on_reached: 'refuse' } });
    const refused = await two.ask('both');
    expect([refused.status, (await refused.json()).error.code]).toEqual([400, 'over_budget']);
    expect(await two.call('budget.lift', undefined)).toMatchObject({ ok: true });
    await until(() => expect(two.core.snapshot().figures?.isBudgetLifted).toBe(true));
    expect(await answeredBy(two)).toBe('first');
  });

  it('a decision is found by its id, from memory and out of the log', async () => {
    await using two = await startTwo();
    two.behave(limits);
    await answeredBy(two);
    await until(() => expect(two.core.snapshot().requests[0]?.phase).toBe('ended'));
    const id = two.core.snapshot().requests[0]?.id ?? '';
    const held = await two.call('decisions.get', { id });
    expect(held.decision).toMatchObject({ asked: 'both', order: ['first', 'second'] });
    // An older one is in the log only.
    const log = join(two.codexHome, 'logs/cost_router.jsonl');
    const line = await until(async () => {
      const text = await readFile(log, 'utf8');
      expect(text).toContain(id);
      return text;
    });
    await appendFile(log, line.replace(id, 'req_older').replace('"upstream_response_id"', '"older"'));
    const read = await two.call('decisions.get', { id: 'req_older' });
    expect(read.decision).toMatchObject({ asked: 'both', reason: held.decision?.reason });
    expect(await two.call('decisions.get', { id: 'req_of_nobody' })).toEqual({});
  });

  it('why a request goes where it goes is known while it is on its way', async () => {
    await using two = await startTwo();
    let finish = (): void => undefined;
    two.behave(res => {
      finish = () => answers(res);
    });
    const answered = answeredBy(two);
    const [row] = await until(() => {
      const { requests } = two.core.snapshot();
      expect(requests).toMatchObject([{ phase: 'started', selectedModel: 'first' }]);
      return requests;
    });
    const { decision } = await two.call('decisions.get', { id: row?.id ?? '' });
    expect(decision).toMatchObject({
      asked: 'both',
      order: ['first', 'second'],
      considered: [{ deployment: 'first' }, { deployment: 'second' }],
    });
    finish();
    await answered;
  });

  it('a stopped router has nothing to wake, lift or preview, and says so', async () => {
    await using two = await startTwo();
    await two.call('routing.stop', { force: true });
    const stopped = { ok: false, fault: { code: 'router_stopped', remedy: 'Start routing first.' } };
    expect(await two.call('dispatch.wake', { deployment: 'first' })).toMatchObject(stopped);
    expect(await two.call('budget.lift', undefined)).toMatchObject(stopped);
    expect(await two.call('dispatch.preview', { weights: ONLY_ERRORS, temperature: 1 })).toEqual({});
  });
});

import { describe, expect, it } from 'vitest';
import { ANSWERS, startFleet } from './testing/fleet.ts';
import { startScriptedUpstream } from './testing/scripted-upstream.ts';
import { startTestRouter, testSettings } from './testing/test-router.ts';

describe('a Codex launched as local only', () => {
  const launched = { headers: { 'x-signalbox-launch': 'local', 'session-id': 'session-1' } };

  it('stays on this machine whatever model it asks for, and nobody upstream learns how it was launched', async () => {
    await using fleet = await startFleet();
    await (await fleet.ask('both', launched)).text();
    expect([fleet.a.upstream.seen.length, fleet.b.upstream.seen.length]).toEqual([0, 1]);
    expect(fleet.b.upstream.seen[0]?.headers).not.toHaveProperty('x-signalbox-launch');
    const direct = await fleet.ask('a', launched);
    expect(await direct.text()).toContain('local');
    expect([direct.status, fleet.a.upstream.seen.length]).toEqual([400, 0]);
  });

  it('leaves a Codex launched otherwise to its model', async () => {
    await using fleet = await startFleet();
    await (await fleet.ask('both', { headers: { 'x-signalbox-launch': 'routed' } })).text();
    expect([fleet.a.upstream.seen.length, fleet.b.upstream.seen.length]).toEqual([1, 0]);
  });
});

describe('a Codex launched without OpenAI', () => {
  it.each([
    ['no-openai', 'both', [200, 0, 1]],
    ['no-openai', 'o', [400, 0, 0]],
    ['routed', 'both', [200, 1, 0]],
    ['routed', 'o', [200, 1, 0]],
  ] as const)('launched as %s and asking for %s: status, turns of OpenAI, turns of the other %j', async (mode, model, expected) => {
    await using openai = await startScriptedUpstream(ANSWERS);
    await using other = await startScriptedUpstream(ANSWERS);
    const settings = testSettings('', {
      providers: {
        openai: { wire_api: 'responses', base_url: openai.baseUrl },
        up: { wire_api: 'responses', base_url: other.baseUrl },
      },
      deployments: { o: { provider: 'openai', model: 'm' }, u: { provider: 'up', model: 'm' } },
      aliases: { both: { candidates: ['o', 'u'] } },
      baseline_alias: 'both',
    });
    await using router = await startTestRouter(settings, { openai: 'key-o', up: 'key-u' });
    const answer = await router.fetch('/v1/responses', {
      method: 'POST',
      headers: { 'x-signalbox-launch': mode, 'session-id': 'session-1' },
      body: JSON.stringify({ model, stream: true, input: 'hello' }),
    });
    const text = await answer.text();
    expect([answer.status, openai.seen.length, other.seen.length]).toEqual(expected);
    expect(text.includes('OpenAI is avoided')).toBe(answer.status !== 200);
    for (const { headers } of other.seen) expect(headers).not.toHaveProperty('x-signalbox-launch');
  });
});

import { describe, expect, it } from 'vitest';
import { startFleet } from './testing/fleet.ts';

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

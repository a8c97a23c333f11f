import { describe, expect, it } from 'vitest';
import { atLimit, bodyFor, LOGIN, streamText, withDoor } from './testing/with-door.ts';

const HOUR_MS = 3_600_000;
const turnNamed = (id: string) => ({ ...LOGIN, 'x-codex-turn-metadata': JSON.stringify({ turn_id: id }) });

/** What OpenAI tells of the window of five hours, which ends in two. */
const used = (percent: number) => ({
  'x-codex-primary-used-percent': String(percent),
  'x-codex-primary-window-minutes': '300',
  'x-codex-primary-reset-at': String(Math.round((Date.now() + 2 * HOUR_MS) / 1000)),
});

describe('what OpenAI tells of the person’s own plan', () => {
  it('is told on, with how much of it is used and when it is whole again', async () => {
    await using door = await withDoor(streamText(used(83.5)));
    await (await door.turn(bodyFor('gpt-6-sol'))).text();
    expect(door.router.plans).toHaveLength(1);
    const [plan] = door.router.plans;
    expect(plan).toMatchObject({ windows: [{ usedShare: 0.835, lengthMs: 5 * HOUR_MS }] });
    expect(plan).not.toHaveProperty('leftAloneUntilMs');
  });

  it('keeps a turn from a plan that is used up, says so in the reason, and asks again within the hour', async () => {
    await using door = await withDoor(streamText(used(100)));
    const { chatgpt, up, router } = door;
    for (const id of ['turn-1', 'turn-2', 'turn-3']) {
      await (await door.turn(bodyFor('gpt-6-sol'), turnNamed(id))).text();
    }
    expect([chatgpt.seen.length, up.seen.length]).toEqual([1, 2]);
    expect(router.records.at(-1)?.reason).toMatch(
      /^gpt-6-sol as codex-default -> up-model: .*; out: own-openai-plan: the plan is used up, \d+ s left$/,
    );
    expect(router.records.at(-1)).toMatchObject({ asked: 'gpt-6-sol', resolved: 'codex-default' });
    expect(router.plans.at(-1)?.leftAloneUntilMs).toBeGreaterThan(Date.now());
    door.wait(HOUR_MS + 1000);
    await (await door.turn(bodyFor('gpt-6-sol'), turnNamed('turn-4'))).text();
    expect(chatgpt.seen).toHaveLength(2);
  });

  it('does not break off a turn that the plan began', async () => {
    await using door = await withDoor(streamText(used(100)));
    for (let step = 0; step < 3; step += 1) {
      await (await door.turn(bodyFor('gpt-6-sol'), turnNamed('turn-1'))).text();
    }
    expect([door.chatgpt.seen.length, door.up.seen.length]).toEqual([3, 0]);
  });

  it.each([
    ['a share of it is kept for later', { max_used_share: 0.8 }, used(83.5), 1],
    ['none of it is kept', { max_used_share: 1 }, used(83.5), 2],
    [
      'credits pay for more',
      { max_used_share: 1 },
      { ...used(100), 'x-codex-credits-has-credits': 'True' },
      2,
    ],
  ])('decides by the policy where %s', async (_, own_plan, told, turns) => {
    await using door = await withDoor(streamText(told), { own_plan });
    await (await door.turn(bodyFor('gpt-6-sol'), turnNamed('turn-1'))).text();
    await (await door.turn(bodyFor('gpt-6-sol'), turnNamed('turn-2'))).text();
    expect(door.chatgpt.seen).toHaveLength(turns);
  });

  it('is a refusal alone where nothing was told: the reason names it and the time it gave', async () => {
    await using door = await withDoor(atLimit);
    await (await door.turn(bodyFor('gpt-6-sol'))).text();
    expect(door.router.records.map(({ status, asked }) => [status, asked])).toEqual([
      [429, 'gpt-6-sol'],
      [200, 'gpt-6-sol'],
    ]);
    expect(door.router.records.at(-1)?.reason).toMatch(
      /out: own-openai-plan: rate limit \(429\), 1200 s left/,
    );
    expect(door.router.plans).toMatchObject([{ windows: [], leftAloneUntilMs: expect.any(Number) }]);
  });
});

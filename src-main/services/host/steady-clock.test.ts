import { expect, it } from 'vitest';
import { createSteadyClock } from './steady-clock.ts';

/** A system whose two clocks can be moved apart. */
function machine() {
  let wall = 1_795_262_400_000;
  let monotonic = 0;
  const clock = createSteadyClock(
    () => wall,
    () => monotonic,
  );
  return {
    clock,
    pass(ms: number) {
      wall += ms;
      monotonic += ms;
    },
    /** Set by hand or by the network; a sleep moves it forward. */
    move(ms: number) {
      wall += ms;
    },
  };
}

it.each([-3_600_000, 28_800_000])('keeps counting when the clock moves by %i ms, until it may follow', ms => {
  const { clock, pass, move } = machine();
  const startedAtMs = clock.nowMs();
  move(ms);
  pass(250);
  expect(clock.nowMs() - startedAtMs).toBe(250);
  expect(clock.adjust()).toBe(ms);
  expect(clock.nowMs() - startedAtMs).toBe(ms + 250);
  expect(clock.adjust()).toBe(0);
});

it('follows drift without a word', () => {
  const { clock, move } = machine();
  const before = clock.nowMs();
  move(40);
  expect(clock.adjust()).toBe(0);
  expect(clock.nowMs() - before).toBe(40);
});

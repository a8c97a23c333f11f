import { describe, expect, it } from 'vitest';
import { createDeadline } from './deadline.ts';

describe('a deadline', () => {
  it('aborts when its time is over', async () => {
    using deadline = createDeadline(5, new AbortController().signal);
    await new Promise(resolve => deadline.signal.addEventListener('abort', resolve, { once: true }));
    expect(deadline.isOver()).toBe(true);
    expect(deadline.signal.reason).toMatchObject({ name: 'TimeoutError' });
  });

  it('aborts with the reason of the outer signal, before or after it is made', () => {
    const outer = new AbortController();
    using before = createDeadline(60_000, outer.signal);
    outer.abort('enough');
    using after = createDeadline(60_000, outer.signal);
    expect([before, after].map(({ signal, isOver }) => [signal.reason, isOver()])).toEqual([
      ['enough', false],
      ['enough', false],
    ]);
  });

  it('does nothing once it is disposed of', () => {
    const outer = new AbortController();
    const deadline = createDeadline(1, outer.signal);
    deadline[Symbol.dispose]();
    outer.abort();
    expect(deadline.signal.aborted).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import type { ProcessFacts } from '../../domain/codex/find-sessions.ts';
import { createSessionWatch } from './session-watch.ts';

const routed = (pid: number, folder?: string): ProcessFacts => ({
  pid,
  parentPid: 1,
  argv: ['codex', '--profile', 'cost-routing'],
  folder,
});

function watchOver() {
  let noticed: () => void = () => undefined;
  const now = {
    processes: [] as ProcessFacts[],
    isChosen: true,
    isRouting: true,
    inFlight: 0,
    stops: 0,
    looks: 0,
    /** Resolves after the next listing of processes. */
    seen: () =>
      new Promise<void>(resolve => {
        noticed = resolve;
      }),
  };
  const watch = createSessionWatch({
    home: '/home/me/.codex',
    homeFolder: '/home/me',
    async processes() {
      now.looks += 1;
      setImmediate(noticed);
      return now.processes;
    },
    choices: async () => ({ swap: false, stopWithLastCodex: now.isChosen }),
    isSwapped: () => false,
    isRouting: () => now.isRouting,
    inFlight: () => now.inFlight,
    drainMs: () => 10_000,
    async stop() {
      now.stops += 1;
    },
    onDefect: cause => {
      throw cause;
    },
  });
  return { now, watch };
}

describe('the watch over routed Codexes', () => {
  it('says of a restart at another address that open windows have to be opened again', async () => {
    const { now, watch } = watchOver();
    using _ = watch;
    now.processes = [routed(7, '/srv')];
    await expect(watch.askBeforeStop({ isMoving: true })).rejects.toMatchObject({
      detail: 'codex_alive',
      message: expect.stringMatching(/keep calling the old address.*open them again\.$/),
      remedy: 'Close them first, or go on anyway.',
    });
  });

  it('asks before stopping, and says what will happen to whom', async () => {
    const { now, watch } = watchOver();
    using _ = watch;
    await expect(watch.askBeforeStop()).resolves.toBeUndefined();
    now.processes = [routed(7, '/home/me/src/app'), routed(8, '/srv')];
    now.inFlight = 1;
    await expect(watch.askBeforeStop()).rejects.toMatchObject({
      detail: 'codex_alive',
      message:
        '2 routed Codexes are open (~/src/app, /srv). A request in flight is given 10 seconds to finish. Their windows stay and nothing said in them is lost, but the next prompt fails within half a minute until routing runs again.',
      remedy: 'Close them first, or go on anyway.',
    });
    now.isRouting = false;
    await expect(watch.askBeforeStop()).resolves.toBeUndefined();
  });

  it('stops routing once, when the last Codex has ended and nothing is in flight', async () => {
    const { now, watch } = watchOver();
    using _ = watch;
    await watch.look();
    expect(now.stops).toBe(0);
    now.processes = [routed(7), routed(8)];
    await watch.look();
    now.processes = [routed(8)];
    await watch.look();
    now.processes = [];
    now.inFlight = 1;
    await watch.look();
    expect(now.stops).toBe(0);
    now.inFlight = 0;
    await watch.look();
    await watch.look();
    expect(now.stops).toBe(1);
  });

  it('counts a Codex that only the question before a stop has seen', async () => {
    const { now, watch } = watchOver();
    using _ = watch;
    now.processes = [routed(7)];
    await expect(watch.askBeforeStop()).rejects.toMatchObject({ detail: 'codex_alive' });
    now.processes = [];
    await watch.look();
    expect(now.stops).toBe(1);
  });

  it('counts a Codex that was open only between two looks, by the request it sent', async () => {
    const { now, watch } = watchOver();
    using _ = watch;
    now.processes = [routed(7)];
    watch.called('session-1');
    await now.seen();
    now.processes = [];
    await watch.look();
    expect(now.stops).toBe(1);
    // A caller that cannot be seen here is none whose end could be noticed.
    watch.called('session-2');
    await now.seen();
    await watch.look();
    expect(now.stops).toBe(1);
  });

  it('lists the processes once for each session that calls, and not while one is known', async () => {
    const { now, watch } = watchOver();
    using _ = watch;
    watch.called('a');
    await now.seen();
    watch.called('a');
    watch.called('b');
    await now.seen();
    expect(now.looks).toBe(2);
    now.processes = [routed(7)];
    await watch.look();
    watch.called('c');
    await expect(watch.askBeforeStop()).rejects.toMatchObject({ detail: 'codex_alive' });
    expect(now.looks).toBe(4);
  });

  it('leaves routing alone where that was not chosen', async () => {
    const { now, watch } = watchOver();
    using _ = watch;
    now.isChosen = false;
    now.processes = [routed(7)];
    await watch.look();
    now.processes = [];
    await watch.look();
    expect(now.stops).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import { type ChildEvent, type ChildState, nextChildState, stoppedChild } from './child-state.ts';
import { DEFAULT_RESTART_POLICY, restartDelayMs } from './restart.ts';

const fault = { code: 'child-exited', message: 'the router process ended (signal SIGKILL)' };

function run(events: readonly (readonly [atMs: number, event: ChildEvent])[]): ChildState {
  return events.reduce<ChildState>(
    (state, [atMs, event]) => nextChildState(state, event, atMs),
    stoppedChild(0),
  );
}

const started: [number, ChildEvent] = [1, { type: 'start-asked', runtimeId: 'a' }];
const ready: [number, ChildEvent] = [2, { type: 'ready', runtimeId: 'a', port: 4000 }];

describe('the life of a supervised child', () => {
  it('goes from stopped over starting to ready', () => {
    expect(run([started]).phase).toBe('starting');
    expect(run([started, ready])).toMatchObject({ phase: 'ready', port: 4000, restarts: 0 });
  });

  it('does not call a process ready that answers with another runtime id', () => {
    expect(run([started, [2, { type: 'ready', runtimeId: 'b', port: 4000 }]]).phase).toBe('starting');
  });

  it('takes on another port while it is ready, and the time since it was ready stays', () => {
    const moved = run([started, ready, [50, { type: 'moved', port: 4100 }]]);
    expect(moved).toMatchObject({ phase: 'ready', port: 4100, sinceMs: 2 });
    expect(nextChildState(moved, { type: 'moved', port: 4100 }, 60)).toBe(moved);
    const waiting = run([started, ready, [10, { type: 'exited', fault }]]);
    expect(nextChildState(waiting, { type: 'moved', port: 4100 }, 11)).toBe(waiting);
  });

  it('drains before it stops, and an exit while draining is the expected end', () => {
    const draining = run([started, ready, [3, { type: 'stop-asked' }]]);
    expect(draining).toMatchObject({ phase: 'draining', port: 4000 });
    expect(nextChildState(draining, { type: 'exited', fault }, 4).phase).toBe('stopped');
  });

  it('backs off after an exit nobody asked for, and counts the restart', () => {
    const waiting = run([started, ready, [10, { type: 'exited', fault }]]);
    expect(waiting).toMatchObject({ phase: 'backing-off', retryAtMs: 110, failuresInARow: 1, fault });
    expect(nextChildState(waiting, { type: 'retry-due', runtimeId: 'b' }, 110)).toMatchObject({
      phase: 'starting',
      runtimeId: 'b',
      restarts: 1,
    });
  });

  it('forgets earlier failures once a child has been ready for long enough', () => {
    let state = run([started]);
    for (let i = 0; i < 3; i += 1) {
      state = nextChildState(state, { type: 'exited', fault }, 10);
      state = nextChildState(state, { type: 'retry-due', runtimeId: 'a' }, 20);
    }
    state = nextChildState(state, { type: 'ready', runtimeId: 'a', port: 1 }, 30);
    const afterLongRun = nextChildState(
      state,
      { type: 'exited', fault },
      30 + DEFAULT_RESTART_POLICY.stableAfterMs,
    );
    const afterShortRun = nextChildState(state, { type: 'exited', fault }, 31);
    expect(afterLongRun).toMatchObject({ failuresInARow: 1 });
    expect(afterShortRun).toMatchObject({ failuresInARow: 4 });
  });

  it('gives up after too many failures in a row, and Start begins anew', () => {
    let state = run([started]);
    for (let i = 0; i < DEFAULT_RESTART_POLICY.maxFailuresInARow; i += 1) {
      state = nextChildState(state, { type: 'exited', fault }, 10);
      expect(state.phase).toBe('backing-off');
      state = nextChildState(state, { type: 'retry-due', runtimeId: 'a' }, 20);
    }
    state = nextChildState(state, { type: 'exited', fault }, 30);
    expect(state).toMatchObject({ phase: 'failed', fault });
    expect('fault' in state && state.fault.remedy).toContain('start routing again');
    expect(nextChildState(state, { type: 'start-asked', runtimeId: 'z' }, 40)).toMatchObject({
      phase: 'starting',
      restarts: 0,
      failuresInARow: 0,
    });
  });

  it('does not restart what said itself that a restart would not help', () => {
    expect(run([started, [2, { type: 'refused', fault }]])).toMatchObject({ phase: 'failed', fault });
  });

  it('tries again when what it refused for came up between two starts, and says so when it gives up', () => {
    let state = run([started, ready, [3, { type: 'exited', fault }]]);
    const portTaken = { code: 'port-in-use', message: 'Another program listens there.' };
    for (let i = 1; i < DEFAULT_RESTART_POLICY.maxFailuresInARow; i += 1) {
      state = nextChildState(state, { type: 'retry-due', runtimeId: 'b' }, 10);
      state = nextChildState(state, { type: 'refused', fault: portTaken }, 20);
      expect(state).toMatchObject({ phase: 'backing-off', fault: portTaken });
    }
    state = nextChildState(state, { type: 'retry-due', runtimeId: 'b' }, 30);
    expect(nextChildState(state, { type: 'refused', fault: portTaken }, 40)).toMatchObject({
      phase: 'failed',
      fault: portTaken,
    });
  });

  it('can be stopped while it waits for its next try', () => {
    expect(run([started, [2, { type: 'exited', fault }], [3, { type: 'stop-asked' }]]).phase).toBe('stopped');
  });

  it.each<[ChildState['phase'], ChildEvent]>([
    ['stopped', { type: 'exited', fault }],
    ['stopped', { type: 'retry-due', runtimeId: 'x' }],
    ['stopped', { type: 'ready', runtimeId: 'a', port: 1 }],
    ['ready', { type: 'start-asked', runtimeId: 'x' }],
    ['ready', { type: 'refused', fault }],
  ])('in %s an event that does not apply changes nothing: %j', (phase, event) => {
    const state = phase === 'ready' ? run([started, ready]) : stoppedChild(0);
    expect(nextChildState(state, event, 99)).toBe(state);
  });
});

describe('the delay before a restart', () => {
  it.each([
    [1, 100],
    [2, 200],
    [5, 1600],
    [8, 10_000],
    [500, 10_000],
  ])('after failure %i in a row is %i ms', (failures, delayMs) => {
    expect(restartDelayMs(failures, DEFAULT_RESTART_POLICY)).toBe(delayMs);
  });
});

import { describe, expect, it } from 'vitest';
import type { Bridge } from '../bridge.ts';
import { SEEDED_SNAPSHOTS } from '../testing/seeded-snapshots.ts';
import { createAppStore } from './app-store.ts';

interface FakeBridge extends Bridge {
  readonly answer: Map<string, () => Promise<unknown>>;
}

const fakeBridge = (): FakeBridge => {
  const answer = new Map<string, () => Promise<unknown>>([
    ['snapshot.get', async () => SEEDED_SNAPSHOTS.running],
  ]);
  return {
    windowKind: 'dashboard',
    answer,
    call: async name => (await answer.get(name)?.()) as never,
    listen: () => () => undefined,
  };
};

const CANARY = 'sk-canary-never-kept-0001';

describe('the store', () => {
  it('never holds a key: not while it is sent, not after, not when it was refused', async () => {
    const bridge = fakeBridge();
    const store = createAppStore(bridge, () => 0);
    const states: string[] = [];
    store.subscribe(state => states.push(JSON.stringify({ ...state, busy: [...state.busy] })));
    const input = { provider: 'openai', key: CANARY, remember: false };
    bridge.answer.set('keys.set', async () => ({ ok: true }));
    expect(await store.command('keys.set', input, { about: 'openai', done: 'saved' })).toBe(true);
    bridge.answer.set('keys.set', async () => ({ ok: false, fault: { code: 'x', message: 'refused' } }));
    expect(await store.command('keys.set', input, { about: 'openai' })).toBe(false);
    expect(states.length).toBeGreaterThan(3);
    expect(states.join()).not.toContain(CANARY);
  });

  it('says what failed and with which remedy, and is not busy afterwards', async () => {
    const bridge = fakeBridge();
    const store = createAppStore(bridge, () => 0);
    bridge.answer.set('routing.start', async () => ({
      ok: false,
      fault: { code: 'port-in-use', message: 'Port 4000 is in use.', remedy: 'Choose another.' },
    }));
    const started = store.command('routing.start', {});
    expect([...store.getState().busy]).toEqual(['routing.start']);
    await started;
    expect(store.getState().busy.size).toBe(0);
    expect(store.getState().toasts).toMatchObject([
      { tone: 'bad', text: { message: 'Port 4000 is in use.', remedy: 'Choose another.' } },
    ]);
  });

  it('turns a call that could not be made into a message', async () => {
    const bridge = fakeBridge();
    const store = createAppStore(bridge, () => 0);
    bridge.answer.set('routing.stop', () => Promise.reject(new Error('HTTP 500')));
    expect(await store.command('routing.stop', undefined)).toBe(false);
    expect(store.getState().toasts[0]?.text).toEqual({ message: 'HTTP 500' });
  });

  it('drops an answer that comes after a newer question', async () => {
    const bridge = fakeBridge();
    const store = createAppStore(bridge, () => 0);
    let answerFirst: (value: unknown) => void = () => undefined;
    bridge.answer.set('decisions.get', () => new Promise(resolve => (answerFirst = resolve)));
    const first = store.load('decisions.get', { id: 'req_1' });
    bridge.answer.set('decisions.get', async () => ({}));
    await store.load('decisions.get', { id: 'req_2' });
    answerFirst({ decision: { asked: 'stale' } });
    await first;
    expect(store.getState().answers['decisions.get']).toEqual({});
  });

  it('knows how far its clock is from the program’s', async () => {
    const store = createAppStore(fakeBridge(), () => SEEDED_SNAPSHOTS.running.nowMs - 1500);
    store.connect();
    await new Promise(resolve => setImmediate(resolve));
    expect(store.getState().skewMs).toBe(1500);
    expect(store.getState().link).toBe('live');
  });
});

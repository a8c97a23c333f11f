import {
  DASHBOARD_CALLS,
  type DashboardCall,
  type Outcome,
} from '../../src-main/contract/dashboard-calls.ts';
import { type AppSnapshot, appSnapshotSchema } from '../../src-main/contract/snapshot.ts';
import type { PreloadBridge } from '../open-bridge.ts';
import { makeExtraAnswers } from './fake-answers.ts';
import { seededRandom, seedRequest } from './seeded-requests.ts';

const isCall = (name: string): name is DashboardCall => name in DASHBOARD_CALLS;
const happened = (message?: string): Outcome => ({ ok: true, ...(message ? { message } : {}) });

export interface FakePreload extends PreloadBridge {
  /** Names of the calls made, with inputs in which a key was replaced by its length. */
  readonly calls: readonly string[];
  push(change: (snapshot: AppSnapshot) => AppSnapshot): void;
  /** Ends `perSec` made-up requests a second, pushed at most four times a second. */
  flood(perSec: number): () => void;
}

/** Stands in for the main process: parses inputs with the real schemas and behaves as the program would. */
export const makeFakePreload = (
  start: AppSnapshot,
  windowKind: 'keys' | 'dashboard',
  historyLength = 100_000,
): FakePreload => {
  let snapshot = appSnapshotSchema.parse(start);
  const listeners = new Set<(snapshotJson: string) => void>();
  const calls: string[] = [];
  let forgotten: AppSnapshot['keys'] = [];

  const push = (change: (snapshot: AppSnapshot) => AppSnapshot): void => {
    snapshot = appSnapshotSchema.parse(change(snapshot));
    const snapshotJson = JSON.stringify(snapshot);
    for (const listener of listeners) listener(snapshotJson);
  };

  const setKey = (provider: string, change: Partial<AppSnapshot['keys'][number]>): void =>
    push(now => ({
      ...now,
      keys: now.keys.map(key => (key.provider === provider ? { ...key, ...change } : key)),
    }));

  const withoutSource = (now: AppSnapshot, isGone: (provider: string) => boolean): AppSnapshot => ({
    ...now,
    keys: now.keys.map(({ source, lastCheck, ...key }) =>
      isGone(key.provider)
        ? { ...key, present: false, remembered: false }
        : { ...key, ...(source ? { source } : {}), ...(lastCheck ? { lastCheck } : {}) },
    ),
  });

  const answers: Record<DashboardCall, (input: never) => unknown> = {
    'snapshot.get': () => snapshot,
    'keys.list': () => snapshot.keys,
    'routing.start': ({ port = 4000 }: { port?: number }) => {
      push(({ routing: { fault: _, retryAtMs: __, ...routing }, ...now }) => ({
        ...now,
        routing: { ...routing, phase: 'ready', port, sinceMs: now.nowMs },
      }));
      return happened();
    },
    'routing.stop': () => {
      push(({ routing: { port: _, ...routing }, ...now }) => ({
        ...now,
        routing: { ...routing, phase: 'stopped', sinceMs: now.nowMs, inFlight: 0 },
      }));
      return happened();
    },
    'routing.restart': () => {
      push(({ routing: { restartFor: _, listenFault: __, ...routing }, ...now }) => ({ ...now, routing }));
      return happened();
    },
    'keys.set': ({ provider, remember }: { provider: string; remember: boolean }) => {
      setKey(provider, { present: true, source: remember ? 'keychain' : 'typed', remembered: remember });
      return happened();
    },
    'keys.forget': ({ provider }: { provider: string }) => {
      forgotten = snapshot.keys;
      push(now => withoutSource(now, name => name === provider));
      return happened();
    },
    'keys.forgetAll': () => {
      forgotten = snapshot.keys;
      push(now => withoutSource(now, () => true));
      return happened();
    },
    'keys.bringBack': () => {
      push(now => ({ ...now, keys: forgotten }));
      return happened();
    },
    'keys.check': ({ provider }: { provider: string }) => {
      setKey(provider, {
        lastCheck: { atMs: snapshot.nowMs, result: 'accepted', message: 'The provider accepted the key.' },
      });
      return happened();
    },
    'codex.launch': ({ folder }: { folder: string }) => {
      push(now => ({
        ...now,
        codex: { ...now.codex, profile: 'ours', recentFolders: [folder, ...now.codex.recentFolders] },
      }));
      return happened();
    },
    'codex.chooseFolder': () => ({ folder: '/home/ada/work/chosen' }),
    'codex.restore': () => happened(),
    ...makeExtraAnswers(start.dispatch !== undefined, historyLength, change => push(change)),
  };

  const call = async (name: string, input: unknown): Promise<unknown> => {
    if (!isCall(name)) throw new Error(`no such call: ${name}`);
    const parsed: unknown = DASHBOARD_CALLS[name].input.parse(input);
    calls.push(
      `${name} ${JSON.stringify(parsed, (field, value: unknown) => (field === 'key' ? String(value).length : value))}`,
    );
    const answer: unknown = answers[name](parsed as never);
    return DASHBOARD_CALLS[name].output.parse(answer);
  };

  const flood = (perSec: number): (() => void) => {
    const random = seededRandom(11);
    let number = 1_000_000;
    const timer = setInterval(() => {
      const fresh = Array.from({ length: Math.round(perSec / 4) }, () => {
        number += 1;
        return seedRequest(random, number, snapshot.nowMs);
      });
      push(now => ({ ...now, requests: [...fresh.reverse(), ...now.requests].slice(0, 200) }));
    }, 250);
    return () => clearInterval(timer);
  };

  return {
    windowKind,
    calls,
    call,
    push,
    flood,
    onSnapshot: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};

import { type FakePreload, makeFakePreload } from './fake-preload.ts';
import { makeHostile } from './make-hostile.ts';
import { SEEDED_BLOCKS } from './seeded-blocks.ts';
import { SEEDED_SNAPSHOTS, type SeededName } from './seeded-snapshots.ts';

/**
 * The renderer over a made-up program: `harness.html?state=running&window=dashboard#/now`. The page is the real
 * one from `main.tsx` on.
 */
declare global {
  interface Window {
    fakePreload?: FakePreload;
  }
}

const wanted = new URLSearchParams(location.search);
const isSeeded = (name: string): name is SeededName => name in SEEDED_SNAPSHOTS;
const state = wanted.get('state') ?? 'running';
if (!isSeeded(state))
  throw new Error(`no seeded state ${state}: ${Object.keys(SEEDED_SNAPSHOTS).join(', ')}`);

const blocks = wanted.has('bare') || state === 'first' ? {} : SEEDED_BLOCKS;
const isHostile = state === 'hostile';
const fake = makeFakePreload(
  { ...SEEDED_SNAPSHOTS[state], ...(isHostile ? (makeHostile(blocks) as typeof blocks) : blocks) },
  wanted.get('window') === 'keys' ? 'keys' : 'dashboard',
);
const HARMLESS = /^(?:snapshot|settings|keys|routing)\./;
const bridge = isHostile
  ? {
      ...fake,
      call: async (name: string, input: unknown) => {
        const answer = await fake.call(name, input);
        return HARMLESS.test(name) ? answer : makeHostile(answer);
      },
    }
  : fake;
Object.assign(window, { signalbox: bridge, fakePreload: fake });
await import('../main.tsx');

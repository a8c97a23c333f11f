import type { CallInput, CallOutput, DashboardCall } from '../src-main/contract/dashboard-calls.ts';
import type { AppSnapshot } from '../src-main/contract/snapshot.ts';
import { openHttpBridge } from './bridge-http.ts';

/** `live` while snapshots can arrive; `lost` when the other side is gone; `refused` when this page may not talk to it. */
export type LinkState = 'waiting' | 'live' | 'lost' | 'refused';

/**
 * All this page knows of the program behind it: the same calls and the same snapshot, over IPC in a window of
 * the tray app, over HTTP and server-sent events in web mode. Outputs were parsed by the side that answers.
 */
export interface Bridge {
  readonly windowKind: 'keys' | 'dashboard';
  call<C extends DashboardCall>(name: C, input: CallInput<C>): Promise<CallOutput<C>>;
  /** Both listeners run until the returned function is called. */
  listen(onSnapshot: (snapshot: AppSnapshot) => void, onLink: (state: LinkState) => void): () => void;
}

/** What the preload script puts on `window`. */
export interface PreloadBridge {
  readonly windowKind: 'keys' | 'dashboard';
  call(name: string, input: unknown): Promise<unknown>;
  onSnapshot(listener: (snapshot: unknown) => void): () => void;
}

declare global {
  interface Window {
    readonly signalbox?: PreloadBridge;
  }
}

const openIpcBridge = (preload: PreloadBridge): Bridge => ({
  windowKind: preload.windowKind,
  // The main process parses every output with the schema these types come from.
  call: async <C extends DashboardCall>(name: C, input: CallInput<C>) =>
    (await preload.call(name, input)) as CallOutput<C>,
  listen: (onSnapshot, onLink) => {
    onLink('live');
    return preload.onSnapshot(snapshot => onSnapshot(snapshot as AppSnapshot));
  },
});

/** IPC where the preload script is present, else HTTP to the server this page came from. */
export const openBridge = (page: Window): Bridge =>
  page.signalbox === undefined ? openHttpBridge() : openIpcBridge(page.signalbox);

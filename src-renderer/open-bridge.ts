import type { CallInput, CallOutput, DashboardCall } from '../src-main/contract/dashboard-calls.ts';
import type { AppSnapshot } from '../src-main/contract/snapshot.ts';
import type { Bridge } from './bridge.ts';
import { openHttpBridge } from './bridge-http.ts';

/** What the preload script puts on `window`. */
export interface PreloadBridge {
  readonly windowKind: 'keys' | 'dashboard';
  call(name: string, input: unknown): Promise<unknown>;
  onSnapshot(listener: (snapshotJson: string) => void): () => void;
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
    return preload.onSnapshot(snapshotJson => onSnapshot(JSON.parse(snapshotJson) as AppSnapshot));
  },
});

/** IPC where the preload script is present, else HTTP to the server this page came from. */
export const openBridge = (page: Window): Bridge =>
  page.signalbox === undefined ? openHttpBridge() : openIpcBridge(page.signalbox);

import type { CallInput, CallOutput, DashboardCall } from '../src-main/contract/dashboard-calls.ts';
import type { AppSnapshot } from '../src-main/contract/snapshot.ts';

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

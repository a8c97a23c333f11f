import type { KeyStatus, RoutingPhase } from '../../src-main/contract/snapshot.ts';
import type { AppState } from './app-store.ts';

export const selectLink = (state: AppState) => state.link;
export const selectView = (state: AppState) => state.view;
export const selectWindowKind = (state: AppState) => state.windowKind;
export const selectToasts = (state: AppState) => state.toasts;
export const selectSkewMs = (state: AppState) => state.skewMs;
export const selectHasSnapshot = (state: AppState) => state.snapshot !== undefined;
export const selectVersion = (state: AppState) => state.snapshot?.version;
export const selectHost = (state: AppState) => state.snapshot?.host;
export const selectRouting = (state: AppState) => state.snapshot?.routing;
export const selectCodex = (state: AppState) => state.snapshot?.codex;

const NO_KEYS: readonly KeyStatus[] = [];
export const selectKeys = (state: AppState) => state.snapshot?.keys ?? NO_KEYS;

const NO_REQUESTS: NonNullable<AppState['snapshot']>['requests'] = [];
export const selectRequests = (state: AppState) => state.snapshot?.requests ?? NO_REQUESTS;

export const selectPhase = (state: AppState): RoutingPhase => state.snapshot?.routing.phase ?? 'stopped';
export const selectHasAnyKey = (state: AppState): boolean => selectKeys(state).some(key => key.present);

/** Routing was asked for and has not been stopped: Stop is the useful button. */
export const isRoutingWanted = (phase: RoutingPhase): boolean =>
  phase === 'starting' || phase === 'ready' || phase === 'backing-off';

/** A selector for one call's progress; see `busyName`. */
export const selectIsBusy = (name: string) => (state: AppState) => state.busy.has(name);

import type { KeyStatus, RoutingPhase } from '../../src-main/contract/snapshot.ts';
import type { AppState } from './app-store.ts';

export const selectLink = (state: AppState) => state.link;
export const selectView = (state: AppState) => state.view;
export const selectWindowKind = (state: AppState) => state.windowKind;
export const selectToasts = (state: AppState) => state.toasts;
export const selectSkewMs = (state: AppState) => state.skewMs;
/** When the program took the snapshot, by its own clock, epoch milliseconds. */
export const selectSnapshotAtMs = (state: AppState) => state.snapshot?.nowMs;
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

export const selectKeychainFault = (state: AppState) => state.snapshot?.keychainFault;
export const selectStartsAtLogin = (state: AppState) => state.snapshot?.startsAtLogin;
export const selectFigures = (state: AppState) => state.snapshot?.figures;
export const selectDispatch = (state: AppState) => state.snapshot?.dispatch;
export const selectAdaptive = (state: AppState) => state.snapshot?.adaptive;
export const selectExam = (state: AppState) => state.snapshot?.exam;
export const selectOwnPlan = (state: AppState) => state.snapshot?.ownPlan;
export const selectOllama = (state: AppState) => state.snapshot?.ollama;
const NO_PROBLEMS: NonNullable<NonNullable<AppState['snapshot']>['settingsProblems']> = [];
export const selectSettingsProblems = (state: AppState) => state.snapshot?.settingsProblems ?? NO_PROBLEMS;

export const selectReport = (state: AppState) => state.answers['adaptive.report'];
export const selectDecision = (state: AppState) => state.answers['decisions.get'];
export const selectPreview = (state: AppState) => state.answers['dispatch.preview'];
export const selectExams = (state: AppState) => state.answers['exam.list'];
export const selectDays = (state: AppState) => state.answers['history.days'];
export const selectSettings = (state: AppState) => state.answers['settings.get'];
export const selectDoctor = (state: AppState) => state.answers['doctor.run'];
export const selectChanges = (state: AppState) => state.answers['codex.changes'];

/** A selector for one call's progress; see `busyName`. */
export const selectIsBusy = (name: string) => (state: AppState) => state.busy.has(name);

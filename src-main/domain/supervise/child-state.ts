import { type Said, say, textOf } from '../sentence/sentence.ts';
import { DEFAULT_RESTART_POLICY, type RestartPolicy, restartDelayMs } from './restart.ts';

export interface ChildFault {
  readonly code: string;
  readonly message: string;
  readonly remedy?: string;
  readonly said?: Said | undefined;
}

/** The life of one supervised child. `failuresInARow` survives restarts, `restarts` counts since Start. */
export type ChildState =
  | { readonly phase: 'stopped'; readonly sinceMs: number; readonly restarts: number }
  | {
      readonly phase: 'starting';
      readonly sinceMs: number;
      readonly runtimeId: string;
      readonly restarts: number;
      readonly failuresInARow: number;
    }
  | {
      readonly phase: 'ready';
      readonly sinceMs: number;
      readonly runtimeId: string;
      readonly port: number;
      readonly restarts: number;
      readonly failuresInARow: number;
    }
  | {
      readonly phase: 'draining';
      readonly sinceMs: number;
      readonly port: number | undefined;
      readonly restarts: number;
    }
  | {
      readonly phase: 'backing-off';
      readonly sinceMs: number;
      readonly retryAtMs: number;
      readonly restarts: number;
      readonly failuresInARow: number;
      readonly fault: ChildFault;
    }
  | {
      readonly phase: 'failed';
      readonly sinceMs: number;
      readonly restarts: number;
      readonly fault: ChildFault;
    };

const GAVE_UP = say`It was started again several times in vain. \`signalbox doctor\` looks for the cause; then start routing again.`;

/** Facts, not commands: the loop that owns the child reports what happened and does what the new phase asks. */
export type ChildEvent =
  | { readonly type: 'start-asked'; readonly runtimeId: string }
  | { readonly type: 'ready'; readonly runtimeId: string; readonly port: number }
  /** The child listens at another port now. */
  | { readonly type: 'moved'; readonly port: number }
  /** The child said why it cannot run (port in use, bad settings). */
  | { readonly type: 'refused'; readonly fault: ChildFault }
  | { readonly type: 'exited'; readonly fault: ChildFault }
  | { readonly type: 'retry-due'; readonly runtimeId: string }
  | { readonly type: 'stop-asked' };

export function stoppedChild(nowMs: number): ChildState {
  return { phase: 'stopped', sinceMs: nowMs, restarts: 0 };
}

/**
 * stopped → starting → ready → draining → stopped; an exit nobody asked for goes to backing-off and, after
 * `maxFailuresInARow`, to failed. An event that does not apply leaves the state as it is.
 */
export function nextChildState(
  state: ChildState,
  event: ChildEvent,
  nowMs: number,
  policy: RestartPolicy = DEFAULT_RESTART_POLICY,
): ChildState {
  switch (event.type) {
    case 'start-asked':
      return state.phase === 'stopped' || state.phase === 'failed' || state.phase === 'backing-off'
        ? { phase: 'starting', sinceMs: nowMs, runtimeId: event.runtimeId, restarts: 0, failuresInARow: 0 }
        : state;
    case 'ready':
      // An answer with another runtime id comes from somebody else's process: not ready.
      return state.phase === 'starting' && state.runtimeId === event.runtimeId
        ? { ...state, phase: 'ready', sinceMs: nowMs, port: event.port }
        : state;
    case 'moved':
      return state.phase === 'ready' && state.port !== event.port ? { ...state, port: event.port } : state;
    case 'refused':
      return afterRefusal(state, event.fault, nowMs, policy);
    case 'exited':
      return afterExit(state, event.fault, nowMs, policy);
    case 'retry-due':
      return state.phase === 'backing-off'
        ? {
            phase: 'starting',
            sinceMs: nowMs,
            runtimeId: event.runtimeId,
            restarts: state.restarts + 1,
            failuresInARow: state.failuresInARow,
          }
        : state;
    case 'stop-asked':
      return afterStopAsked(state, nowMs);
  }
}

/**
 * At Start the person reads the reason at once, and trying again would not help. In a restart it ran with the same
 * settings just before, so what is in the way (another program took the port) may go again.
 */
function afterRefusal(
  state: ChildState,
  fault: ChildFault,
  nowMs: number,
  policy: RestartPolicy,
): ChildState {
  if (state.phase !== 'starting') return state;
  if (state.restarts > 0) return afterExit(state, fault, nowMs, policy);
  return { phase: 'failed', sinceMs: nowMs, restarts: state.restarts, fault };
}

function afterExit(state: ChildState, fault: ChildFault, nowMs: number, policy: RestartPolicy): ChildState {
  if (state.phase === 'draining') return { phase: 'stopped', sinceMs: nowMs, restarts: state.restarts };
  if (state.phase !== 'starting' && state.phase !== 'ready') return state;
  const hasProvedItself = state.phase === 'ready' && nowMs - state.sinceMs >= policy.stableAfterMs;
  const failuresInARow = hasProvedItself ? 1 : state.failuresInARow + 1;
  if (failuresInARow > policy.maxFailuresInARow) {
    return {
      phase: 'failed',
      sinceMs: nowMs,
      restarts: state.restarts,
      fault: { ...fault, remedy: textOf(GAVE_UP), said: { ...fault.said, remedy: GAVE_UP } },
    };
  }
  const retryAtMs = nowMs + restartDelayMs(failuresInARow, policy);
  return {
    phase: 'backing-off',
    sinceMs: nowMs,
    retryAtMs,
    restarts: state.restarts,
    failuresInARow,
    fault,
  };
}

function afterStopAsked(state: ChildState, nowMs: number): ChildState {
  switch (state.phase) {
    case 'starting':
      return { phase: 'draining', sinceMs: nowMs, port: undefined, restarts: state.restarts };
    case 'ready':
      return { phase: 'draining', sinceMs: nowMs, port: state.port, restarts: state.restarts };
    case 'backing-off':
    case 'failed':
      return { phase: 'stopped', sinceMs: nowMs, restarts: state.restarts };
    case 'stopped':
    case 'draining':
      return state;
  }
}

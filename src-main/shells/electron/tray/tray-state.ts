import type { AppSnapshot } from '../../../contract/snapshot.ts';

/** The five states an icon tells apart. */
export type TrayState = 'stopped' | 'starting' | 'running' | 'degraded' | 'failed';

/** Degraded: requests are served or will be in a moment, but something needs a look. */
export function trayState(snapshot: AppSnapshot): TrayState {
  switch (snapshot.routing.phase) {
    case 'stopped':
      return 'stopped';
    case 'starting':
      return snapshot.routing.restarts > 0 ? 'degraded' : 'starting';
    case 'draining':
      return 'starting';
    case 'backing-off':
      return 'degraded';
    case 'failed':
      return 'failed';
    case 'ready':
      return hasTrouble(snapshot) ? 'degraded' : 'running';
  }
}

function hasTrouble(snapshot: AppSnapshot): boolean {
  const { settingsProblems = [], codex, routing } = snapshot;
  const { fileTroubles = [] } = routing;
  return settingsProblems.length > 0 || fileTroubles.length > 0 || codex.swap?.problem !== undefined;
}

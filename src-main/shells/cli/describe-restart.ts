import type { RestartFor } from '../../contract/snapshot.ts';

/** What of router.yaml waits for a restart of routing, a line each, and the command that does it. */
export function describeRestart(waiting: readonly RestartFor[]): string[] {
  if (waiting.length === 0) return [];
  return [
    ...waiting.map(({ key, running, wanted }) => `${key} is ${wanted} in router.yaml, ${running} in use`),
    'Apply it with `signalbox restart`.',
  ];
}

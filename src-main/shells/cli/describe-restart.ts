import type { RoutingSnapshot } from '../../contract/snapshot.ts';

/** What of router.yaml routing does without and why, a line each, and the command that tries again. */
export function describeRestart({
  restartFor = [],
  listenFault,
}: Pick<RoutingSnapshot, 'restartFor' | 'listenFault'>): string[] {
  if (restartFor.length === 0) return [];
  return [
    ...restartFor.map(({ key, running, wanted }) => `${key} is ${wanted} in router.yaml, ${running} in use`),
    ...(listenFault === undefined ? [] : [`${listenFault.message} ${listenFault.remedy ?? ''}`.trimEnd()]),
    'Try again with `signalbox restart`.',
  ];
}

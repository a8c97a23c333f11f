import type { ListenSettings, RouterSettings } from '../../contract/settings.ts';
import type { RestartFor } from '../../contract/snapshot.ts';

/** @param port instead of the one in router.yaml */
export function listenOf({ listen }: RouterSettings, port: number | undefined): ListenSettings {
  return port === undefined ? listen : { ...listen, port };
}

const words = (value: string | number | undefined): string => (value === undefined ? 'none' : String(value));

/** The values that routing does without, by their names in router.yaml. A port 0 is content with any port. */
export function restartFor(inUse: ListenSettings, wanted: ListenSettings): RestartFor[] {
  const values = [
    ['listen.host', inUse.host, wanted.host],
    ['listen.key_env', inUse.key_env, wanted.key_env],
    ['listen.port', inUse.port, wanted.port === 0 ? inUse.port : wanted.port],
    ['listen.risk_adjusted_port', inUse.risk_adjusted_port, wanted.risk_adjusted_port],
  ] as const;
  return values
    .filter(([, running, next]) => running !== next)
    .map(([key, running, next]) => ({ key, running: words(running), wanted: words(next) }));
}

/** Whether who calls the router now would have to call somewhere else: 127.0.0.1 is always one of its addresses. */
export function movesAddress(waiting: readonly RestartFor[]): boolean {
  return waiting.some(({ key }) => key === 'listen.port');
}

/** Ports that still answer, after routing moved from one to another. */
export function leftAfterMove(left: readonly number[], from: number, to: number): readonly number[] {
  const others = left.filter(port => port !== to);
  return from === to ? others : [...others, from];
}

/** Ports to try before routing leaves the ones it has; 0, which tries the address alone, where there is none. */
export function portsToTry(held: ListenSettings, next: ListenSettings): number[] {
  const heldPorts = [held.port, held.risk_adjusted_port];
  const ports = [next.port, next.risk_adjusted_port ?? 0].filter(
    port => port !== 0 && !heldPorts.includes(port),
  );
  return ports.length > 0 ? ports : [0];
}

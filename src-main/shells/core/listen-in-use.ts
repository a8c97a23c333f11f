import type { RouterSettings } from '../../contract/settings.ts';
import type { RestartFor } from '../../contract/snapshot.ts';

/** What routing reads when it starts, and keeps until it is stopped: a crash in between changes no address. */
export interface ListenInUse {
  readonly listen: RouterSettings['listen'];
  readonly connectMs: number;
}

/** @param port instead of the one in router.yaml */
export function listenOf({ listen, timeouts }: RouterSettings, port: number | undefined): ListenInUse {
  return {
    listen: port === undefined ? listen : { ...listen, port },
    connectMs: timeouts.connect_ms,
  };
}

/** The settings of the moment, with the values that only a restart changes as they are in use. */
export function settingsInUse(settings: RouterSettings, inUse: ListenInUse | undefined): RouterSettings {
  if (inUse === undefined) return settings;
  const { listen, connectMs } = inUse;
  return { ...settings, listen, timeouts: { ...settings.timeouts, connect_ms: connectMs } };
}

const words = (value: string | number | undefined): string => (value === undefined ? 'none' : String(value));

/** The values that wait for a restart, by their names in router.yaml. A port 0 is content with any port. */
export function restartFor(inUse: ListenInUse, wanted: ListenInUse): RestartFor[] {
  const values = [
    ['listen.host', inUse.listen.host, wanted.listen.host],
    ['listen.key_env', inUse.listen.key_env, wanted.listen.key_env],
    ['listen.port', inUse.listen.port, wanted.listen.port === 0 ? inUse.listen.port : wanted.listen.port],
    ['listen.risk_adjusted_port', inUse.listen.risk_adjusted_port, wanted.listen.risk_adjusted_port],
    ['timeouts.connect_ms', inUse.connectMs, wanted.connectMs],
  ] as const;
  return values
    .filter(([, running, next]) => running !== next)
    .map(([key, running, next]) => ({ key, running: words(running), wanted: words(next) }));
}

/** Whether who calls the router now would have to call somewhere else: 127.0.0.1 is always one of its addresses. */
export function movesAddress(waiting: readonly RestartFor[]): boolean {
  return waiting.some(({ key }) => key === 'listen.port');
}

/** Ports to try before routing leaves the ones it has; 0, which tries the address alone, where there is none. */
export function portsToTry(held: ListenInUse['listen'], next: ListenInUse['listen']): number[] {
  const heldPorts = [held.port, held.risk_adjusted_port];
  const ports = [next.port, next.risk_adjusted_port ?? 0].filter(
    port => port !== 0 && !heldPorts.includes(port),
  );
  return ports.length > 0 ? ports : [0];
}

import type { ListenSettings } from '../../contract/settings.ts';
import type { Fault, RoutingSnapshot } from '../../contract/snapshot.ts';
import type { Settings } from '../../services/settings/open-settings.ts';
import { faultOf } from './fault-of.ts';
import { leftAfterMove, listenOf, restartFor } from './listen-in-use.ts';
import type { RemoteKeys } from './remote-keys.ts';

/** Where a router is told to listen, with the key of callers on other computers where they may call. */
export interface ToldAddress {
  readonly listen: ListenSettings;
  readonly remoteKey?: string;
}

/** Where the router listens, where router.yaml wants it to, and why the two differ while they do. */
export interface ListenAddress {
  /** What the file says now, or the port that Start was given. @throws AppError `settings-invalid` without its key */
  wanted(): ListenSettings;
  /** Where it listens now; undefined before the first start. */
  inUse(): ListenSettings | undefined;
  /** @param port instead of the one in the file, until the next start */
  ask(port: number | undefined): void;
  /** A start from nothing: what the file wants is what will be in use. */
  begin(): void;
  /** For a router that is being started, after a crash too. @throws AppError `settings-invalid` without its key */
  atStart(): ToldAddress & { readonly leftPorts: number[] };
  /** For a router that runs. What cannot be asked for stays out, and is told as a fault. */
  whileRunning(): ToldAddress;
  /** @returns whether the file wants another address since, which the router has to be told */
  ready(port: number): boolean;
  moved(listen: ListenSettings): void;
  refused(fault: Fault): void;
  /** Of a router that is ready. */
  snapshot(): Pick<RoutingSnapshot, 'restartFor' | 'listenFault' | 'leftPorts'>;
}

export function createListenAddress(
  settings: Pick<Settings, 'current'>,
  remoteKeys: RemoteKeys,
): ListenAddress {
  let portAsked: number | undefined;
  let inUse: ListenSettings | undefined;
  /** Why the file's address cannot be had. */
  let listenFault: Fault | undefined;
  /** Why it cannot even be asked for: other computers may call there, and no key lets them in. */
  let keyFault: Fault | undefined;
  /** Ports it moved away from since Start: an open Codex still calls there. */
  let left: readonly number[] = [];

  const inFile = () => listenOf(settings.current(), portAsked);
  const wanted = () => told(inFile()).listen;

  function told(listen: ListenSettings): ToldAddress {
    const remoteKey = remoteKeys.keyFor(listen);
    return remoteKey === undefined ? { listen } : { listen, remoteKey };
  }

  return {
    wanted,
    inUse: () => inUse,
    ask(port) {
      portAsked = port;
    },
    begin() {
      inUse = wanted();
      listenFault = undefined;
      left = [];
    },
    atStart: () => ({ ...told(inUse ?? inFile()), leftPorts: [...left] }),
    whileRunning() {
      keyFault = undefined;
      try {
        return told(inFile());
      } catch (cause) {
        keyFault = faultOf(cause);
        return told(inUse ?? inFile());
      }
    },
    ready(port) {
      if (inUse === undefined) return false;
      // A free port was asked for and found: the restart after a crash has to come back to it.
      if (inUse.port === 0) inUse = { ...inUse, port };
      return restartFor(inUse, inFile()).length > 0;
    },
    moved(listen) {
      left = inUse === undefined ? [] : leftAfterMove(left, inUse.port, listen.port);
      inUse = listen;
      listenFault = keyFault;
    },
    refused(fault) {
      listenFault = fault;
    },
    snapshot() {
      const waiting = inUse === undefined || listenFault === undefined ? [] : restartFor(inUse, inFile());
      return {
        ...(waiting.length > 0 && listenFault !== undefined ? { restartFor: waiting, listenFault } : {}),
        ...(left.length > 0 ? { leftPorts: [...left] } : {}),
      };
    },
  };
}

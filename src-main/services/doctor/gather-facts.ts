import type { TrayFact } from '../../domain/doctor/check-keys.ts';
import type { DiskFact, PermissionFact } from '../../domain/doctor/check-local.ts';
import type { ClockFact, PortFact, WslFact } from '../../domain/doctor/check-network.ts';
import { freeDisk } from './free-disk.ts';
import { measureClock } from './measure-clock.ts';
import { lookAtPermissions } from './permissions.ts';
import { probePort } from './probe-port.ts';
import { findTrayHost } from './tray-host.ts';
import { detectWsl } from './wsl.ts';

export interface MachineFacts {
  readonly port?: PortFact;
  readonly wsl?: WslFact;
  readonly tray?: TrayFact;
  readonly permissions?: readonly PermissionFact[];
  readonly clock?: ClockFact;
  readonly disk?: DiskFact;
}

export interface GatherOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  readonly port: number;
  /** Whether what answers on the port is this person's router; asked only when something does. */
  readonly isOurRouter: (port: number, signal: AbortSignal) => Promise<boolean>;
  /** Files and folders that must be writable; `isPrivate` ones must not be readable by others. */
  readonly paths: readonly { readonly path: string; readonly isPrivate: boolean }[];
  readonly diskPath: string;
  readonly codexPath?: string;
  readonly codexHome?: string;
  /** A server whose Date header is believed; the check is skipped without one. */
  readonly clockUrl?: string;
  readonly nowMs?: () => number;
}

/** The fact, or nothing where it could not be had: doctor reports on sick machines and must not fall ill itself. */
async function orNothing<T>(fact: Promise<T>): Promise<T | undefined> {
  try {
    return await fact;
  } catch {
    // The check of a missing fact says that it was skipped.
    return undefined;
  }
}

/** Gathers what needs no other service. Rejects only when `signal` aborts. */
export async function gatherMachineFacts(options: GatherOptions, signal: AbortSignal): Promise<MachineFacts> {
  const { env, platform, clockUrl, nowMs = Date.now } = options;
  const [port, wsl, tray, permissions, clock, disk] = await Promise.all([
    orNothing(probePort(options.port, options.isOurRouter, signal)),
    orNothing(detectWsl(env, platform, options.codexPath, options.codexHome)),
    orNothing(findTrayHost(env, platform, signal)),
    orNothing(lookAtPermissions(options.paths, platform)),
    clockUrl === undefined ? undefined : orNothing(measureClock(clockUrl, nowMs, signal)),
    orNothing(freeDisk(options.diskPath)),
  ]);
  signal.throwIfAborted();
  return {
    ...(port && { port }),
    ...(wsl && { wsl }),
    ...(tray && { tray }),
    ...(permissions && { permissions }),
    ...(clock && { clock }),
    ...(disk && { disk }),
  };
}

import { readFileSync } from 'node:fs';

/** Kernel clock ticks a second, fixed on Linux. */
const TICKS_PER_SEC = 100;

/** CPU time a process used so far, in user and kernel, milliseconds. Linux only. */
export const readCpuMs = (pid: number): number => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name may hold blanks and parentheses: fields are counted from its end.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SEC;
};

export interface ProcessMemory {
  /** Resident, with what is shared with other processes. */
  readonly residentBytes: number;
  /** Resident and not backed by a file: the process's own. */
  readonly ownBytes: number;
}

export const readMemory = (pid: number): ProcessMemory => {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kilobytes = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]);
  return { residentBytes: kilobytes('VmRSS') * 1024, ownBytes: kilobytes('RssAnon') * 1024 };
};

/** Words apart by blanks; empty when the process has ended meanwhile. */
export const readCommandLine = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
};

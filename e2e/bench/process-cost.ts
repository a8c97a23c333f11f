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
  /** All that is mapped and in memory, with what other processes map too, such as Chromium's code. */
  readonly residentBytes: number;
  /** Each page counted by its part of those who share it: the sum over all processes is what they use together. */
  readonly proportionalBytes: number;
  /** Mapped by this process alone: what would be free without it. */
  readonly privateBytes: number;
}

/** Linux only. */
export const readMemory = (pid: number): ProcessMemory => {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const bytes = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1]) * 1024;
  return {
    residentBytes: bytes('Rss'),
    proportionalBytes: bytes('Pss'),
    privateBytes: bytes('Private_Clean') + bytes('Private_Dirty'),
  };
};

/** `131 MB resident, 54 MB its part, 41 MB private`. */
export const describeMemory = ({ residentBytes, proportionalBytes, privateBytes }: ProcessMemory): string => {
  const megabytes = (value: number): string => `${(value / 1e6).toFixed(0)} MB`;
  return `${megabytes(residentBytes)} resident, ${megabytes(proportionalBytes)} its part, ${megabytes(privateBytes)} private`;
};

/** Words apart by blanks; empty when the process has ended meanwhile. */
export const readCommandLine = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
};

/** What `signalbox` ends with. Documented in docs/command-line.md; scripts switch on it. */
export const EXIT = {
  ok: 0,
  /** It was tried and failed. */
  failed: 1,
  /** The words of the command line are off. */
  usage: 2,
  /** No Signalbox is running. */
  notRunning: 3,
  /** Another Signalbox is running already. */
  alreadyRunning: 4,
  /** Stopped by Ctrl-C. */
  interrupted: 130,
} as const;

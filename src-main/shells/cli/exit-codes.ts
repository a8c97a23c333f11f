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
  /** Done, with something that deserves a look: the worst finding of `doctor` is a warning. */
  warned: 5,
  /** Stopped by Ctrl-C. */
  interrupted: 130,
} as const;

/** The same for people, in the order of the numbers. */
export const EXIT_MEANINGS: readonly (readonly [code: number, meaning: string])[] = [
  [EXIT.ok, 'done'],
  [EXIT.failed, 'it was tried and failed'],
  [EXIT.usage, 'the command line itself is wrong'],
  [EXIT.notRunning, 'it needs a running Signalbox, and none runs'],
  [EXIT.alreadyRunning, 'another Signalbox runs already'],
  [EXIT.warned, 'done, with a warning (the worst finding of `doctor`)'],
  [EXIT.interrupted, 'stopped by Ctrl-C'],
];

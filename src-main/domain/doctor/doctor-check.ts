import { inWords, type Said, type Sentence } from '../sentence/sentence.ts';

/** What one check of `signalbox doctor` found. */
export interface DoctorCheck {
  /** Stable word for scripts: `codex`, `leftover-swap`. */
  readonly name: string;
  readonly title: string;
  /** `warn` works with a drawback, `bad` does not work, `skipped` could not be looked at or does not apply. */
  readonly result: 'ok' | 'warn' | 'bad' | 'skipped';
  readonly message: string;
  readonly remedy?: string;
  /** What title, message and remedy were made of. */
  readonly said?: Said | undefined;
}

type Judge = (result: DoctorCheck['result'], message: Sentence, remedy?: Sentence) => DoctorCheck;

/** The judging function of one check; every warning and every failure should come with its remedy. */
export function judgeAs(name: string, title: Sentence): Judge {
  return (result, message, remedy) => ({
    name,
    result,
    ...inWords({ title, message, ...(remedy === undefined ? {} : { remedy }) }),
  });
}

/**
 * What `signalbox doctor` ends with: 0 when all is well, 1 when something is broken (as every command that
 * failed), 5 when the worst is a warning. 2 to 4 mean other things for every command.
 */
export function doctorExitCode(checks: readonly Pick<DoctorCheck, 'result'>[]): 0 | 1 | 5 {
  if (checks.some(({ result }) => result === 'bad')) return 1;
  return checks.some(({ result }) => result === 'warn') ? 5 : 0;
}

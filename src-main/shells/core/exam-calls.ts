import type { CallInput, CallOutput, DashboardCall } from '../../contract/dashboard-calls.ts';
import type { ExamDesk } from './exam-desk.ts';
import type { RunOutcome } from './ollama-calls.ts';

/** Exams under every surface. */
export function createExamCalls(
  exams: ExamDesk,
  outcome: RunOutcome,
): {
  readonly [C in Extract<DashboardCall, `exam.${string}`>]: (input: CallInput<C>) => Promise<CallOutput<C>>;
} {
  return {
    'exam.list': async () => ({ exams: await exams.list() }),
    'exam.run': ({ deployment }) =>
      outcome(async () => {
        exams.begin(deployment);
        return undefined;
      }),
    'exam.cancel': () =>
      outcome(async () => {
        exams.cancel();
        return undefined;
      }),
  };
}

import type { ExamReport } from '../../contract/exam-report.ts';
import type { RouterSettings } from '../../contract/settings.ts';
import { saveExam } from '../../services/exam/exam-store.ts';
import { hashExamSettings } from '../../services/exam/hash-exam-settings.ts';
import { type ExamOptions, runExam } from '../../services/exam/run-exam.ts';

export interface ExamineOptions extends Omit<ExamOptions, 'settingsHash' | 'nowMs'> {
  readonly settings: RouterSettings;
  readonly userDataFolder: string;
}

/**
 * Examines a deployment through the running router and keeps the report with the settings it is about.
 *
 * @throws AppError `key-missing`, `rejected` for a name nobody knows, the signal's reason
 */
export async function examine({
  settings,
  userDataFolder,
  ...options
}: ExamineOptions): Promise<{ readonly report: ExamReport; readonly path: string }> {
  const settingsHash = hashExamSettings(settings, options.deployment);
  const report = await runExam({
    ...options,
    ...(settingsHash === undefined ? {} : { settingsHash }),
    nowMs: Date.now,
  });
  return { report, path: await saveExam(userDataFolder, report) };
}

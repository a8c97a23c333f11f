import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type ExamReport, examReportSchema } from '../../contract/exam-report.ts';
import { readJsonFile } from '../host/read-json-file.ts';
import { writeFileAtomic } from '../host/write-file-atomic.ts';

/** The last report of each deployment, a file each in `state/exam` of the user data folder. */
export async function saveExam(userDataFolder: string, report: ExamReport): Promise<string> {
  const folder = join(userDataFolder, 'state', 'exam');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, fileName(report.deployment));
  await writeFileAtomic(path, `${JSON.stringify(report, null, 2)}\n`);
  return path;
}

/** @returns undefined where the deployment was never examined, or by a newer version */
export function loadExam(userDataFolder: string, deployment: string): Promise<ExamReport | undefined> {
  return readJsonFile(join(userDataFolder, 'state', 'exam', fileName(deployment)), examReportSchema);
}

/** A deployment's name may hold slashes and colons. */
function fileName(deployment: string): string {
  return `${encodeURIComponent(deployment)}.json`;
}

import type { ExamCheck, ExamReport } from '../../contract/exam-report.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import { EXAM_RUNS } from '../../services/exam/exam-checks.ts';
import { callInstance } from '../core/call-instance.ts';
import { examine } from '../core/examine.ts';
import { EXIT } from './exit-codes.ts';
import { findRunning } from './find-running.ts';
import { paintFor, type Style } from './output/paint.ts';
import { createProgress } from './output/progress.ts';
import { table } from './output/table.ts';
import type { Performance } from './perform.ts';
import { result } from './print.ts';
import { readSettings } from './read-settings.ts';
import type { Surroundings } from './surroundings.ts';
import { readToken } from './token.ts';

/**
 * Examines a deployment through the running router, prints what was found and keeps it.
 *
 * @returns the exit code: failed when a check failed; what a model does not offer is no failure
 * @throws AppError `not_running`, `router_stopped`, `key_missing`, `model_not_found`
 */
export async function exam(
  deployment: string,
  { isJson, signal }: Performance,
  at: Surroundings,
): Promise<number | undefined> {
  const { routing } = await callInstance(await findRunning(at.userDataFolder), 'snapshot.get', undefined);
  if (routing.phase !== 'ready' || routing.port === undefined) {
    throw new AppError('unavailable', 'Routing is not running.', {
      detail: 'router_stopped',
      remedy: '`signalbox serve` starts it.',
    });
  }
  const localKey = await readToken(at.temporaryFolder);
  using progress = createProgress(process.stderr);
  await using settings = await readSettings(at);
  const { report, path } = await examine({
    router: { url: `http://127.0.0.1:${routing.port}`, localKey },
    deployment,
    settings: settings.current(),
    userDataFolder: at.userDataFolder,
    signal,
    onCheck: ({ title }, check) => {
      if (check === undefined) progress.show(`${deployment}: ${title}`);
    },
  });
  progress[Symbol.dispose]();
  result({ ...report, path }, isJson, () => describe(report, at.env));
  return report.checks.some(({ outcome }) => outcome === 'failed') ? EXIT.failed : undefined;
}

const SHOWN: Readonly<Record<ExamCheck['outcome'], readonly [word: string, style: Style]>> = {
  passed: ['passed', 'green'],
  failed: ['failed', 'red'],
  'not-offered': ['not offered', 'dim'],
};

function describe({ checks }: ExamReport, env: Surroundings['env']): string {
  const paint = paintFor(process.stdout, env);
  const rows = checks.map(({ name, outcome, words }) => {
    const [word, style] = SHOWN[outcome];
    return [paint(style, word), EXAM_RUNS.find(run => run.name === name)?.title ?? name, words];
  });
  const count = (outcome: ExamCheck['outcome']) => checks.filter(check => check.outcome === outcome).length;
  const sum = `${count('passed')} passed, ${count('failed')} failed, ${count('not-offered')} not offered.`;
  return `${table(rows)}\n\n${sum}`;
}

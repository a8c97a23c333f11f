import { setTimeout as delay } from 'node:timers/promises';
import type { ExamCheck, ExamCheckName, ExamReport } from '../../contract/exam-report.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import { inWords, textOf } from '../../domain/sentence/sentence.ts';
import { askRouter, type ExamRouter, type Json, object } from './ask-router.ts';
import { EXAM_RUNS } from './exam-checks.ts';

export interface ExamOptions {
  readonly router: ExamRouter;
  readonly deployment: string;
  /** Of the settings it is examined with; kept in the report. */
  readonly settingsHash?: string;
  readonly signal: AbortSignal;
  nowMs(): number;
  /** Told before each check, and with what was found when it is done. */
  onCheck?(of: { readonly name: ExamCheckName; readonly title: string }, check?: ExamCheck): void;
}

const LET_GO_POLLS = 20;
const LET_GO_EVERY_MS = 50;

/**
 * Examines a deployment with live requests through the router, by its own name, so that nobody else answers
 * for it. The provider charges for a dozen short answers.
 *
 * @throws AppError `key-missing` with what is missing, `rejected` for a name nobody knows
 */
export async function runExam(options: ExamOptions): Promise<ExamReport> {
  const { router, deployment, settingsHash, signal, nowMs } = options;
  const atMs = nowMs();
  const ask = async (body: Json, stopAtFirst = false) => {
    const exchange = await askRouter(router, { model: deployment, ...body }, signal, () => stopAtFirst);
    const { code, failure = '' } = exchange;
    if (code === 'key_missing') throw new AppError('key-missing', failure, { detail: 'key_missing' });
    if (code === 'model_not_found' && exchange.status === 404 && /There is no alias/.test(textOf(failure)))
      throw new AppError('rejected', failure, { detail: 'model_not_found' });
    return exchange;
  };
  const checks: ExamCheck[] = [];
  for (const { name, title, run } of EXAM_RUNS) {
    options.onCheck?.({ name, title });
    const startedAtMs = nowMs();
    const verdict = await run(ask, () => untilLetGo(router, deployment, signal));
    const { outcome, words } = verdict;
    const told = typeof words === 'string' ? { words } : inWords({ words });
    const check = { name, outcome, ...told, tookMs: nowMs() - startedAtMs };
    checks.push(check);
    options.onCheck?.({ name, title }, check);
  }
  return { v: 1, deployment, atMs, ...(settingsHash === undefined ? {} : { settingsHash }), checks };
}

/** Requests to the deployment that are still under way after a second, or as soon as there are none. */
async function untilLetGo(
  router: ExamRouter,
  deployment: string,
  signal: AbortSignal,
): Promise<number | undefined> {
  let left: number | undefined;
  for (let poll = 0; poll < LET_GO_POLLS; poll += 1) {
    const response = await fetch(`${router.url}/dispatch/metrics`, {
      headers: { authorization: `Bearer ${router.localKey}` },
      signal,
    });
    const metrics = object(await response.json());
    const figures = object(object(metrics?.deployments)?.[deployment]);
    left = typeof figures?.in_flight === 'number' ? figures.in_flight : undefined;
    if (left === 0) return 0;
    await delay(LET_GO_EVERY_MS, undefined, { signal });
  }
  return left;
}

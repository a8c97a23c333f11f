import type { Examined } from '../../contract/exam-report.ts';
import type { ExamSnapshot } from '../../contract/snapshot.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import { say } from '../../domain/sentence/sentence.ts';
import { loadExam } from '../../services/exam/exam-store.ts';
import { hashExamSettings } from '../../services/exam/hash-exam-settings.ts';
import type { Settings } from '../../services/settings/open-settings.ts';
import { examine } from './examine.ts';
import { faultOf } from './fault-of.ts';
import type { Routing } from './routing.ts';

export interface ExamDeskOptions {
  readonly settings: Settings;
  readonly routing: Routing;
  readonly userDataFolder: string;
  readonly onChange: () => void;
  readonly onDefect: (cause: unknown) => void;
}

/** Exams asked for in a window: one at a time, in the background. */
export interface ExamDesk extends AsyncDisposable {
  snapshot(): ExamSnapshot | undefined;
  /** Every deployment of `router.yaml` with its last report, in the order of the file. */
  list(): Promise<Examined[]>;
  /** Begins; how it goes is in the snapshot. @throws AppError `router_stopped`, `already_examining`, `unknown_deployment` */
  begin(deployment: string): void;
  cancel(): void;
}

export function createExamDesk(options: ExamDeskOptions): ExamDesk {
  const { settings, routing, userDataFolder, onChange, onDefect } = options;
  let state: ExamSnapshot | undefined;
  let running: { readonly cancel: AbortController; readonly done: Promise<void> } | undefined;

  function router() {
    const port = routing.port();
    const localKey = routing.localKey();
    if (port !== undefined && localKey !== undefined) return { url: `http://127.0.0.1:${port}`, localKey };
    throw new AppError('unavailable', say`Routing is not running.`, {
      detail: 'router_stopped',
      remedy: say`Start routing, then examine the deployment again.`,
    });
  }

  async function run(deployment: string, at: ReturnType<typeof router>, signal: AbortSignal): Promise<void> {
    let done = 0;
    try {
      await examine({
        router: at,
        deployment,
        settings: settings.current(),
        userDataFolder,
        signal,
        onCheck({ name }, check) {
          if (check !== undefined) done += 1;
          state = { running: { deployment, check: name, done } };
          onChange();
        },
      });
      state = { ended: { deployment, atMs: Date.now() } };
    } catch (cause) {
      if (!(cause instanceof AppError)) onDefect(cause);
      const fault = signal.aborted ? {} : { fault: faultOf(cause) };
      state = { ended: { deployment, atMs: Date.now(), ...fault } };
    }
  }

  return {
    snapshot: () => state,
    async list() {
      const current = settings.current();
      return await Promise.all(
        Object.entries(current.deployments).map(async ([deployment, { provider }]) => {
          const report = await loadExam(userDataFolder, deployment);
          const isStale =
            report !== undefined && report.settingsHash !== hashExamSettings(current, deployment);
          return { deployment, provider, isStale, ...(report === undefined ? {} : { report }) };
        }),
      );
    },
    begin(deployment) {
      if (running !== undefined) {
        throw new AppError('rejected', say`An exam is under way.`, {
          detail: 'already_examining',
          remedy: say`Wait for it, or cancel it.`,
        });
      }
      if (settings.current().deployments[deployment] === undefined) {
        throw new AppError('rejected', say`There is no deployment ${deployment}.`, {
          detail: 'unknown_deployment',
          remedy: say`The Dispatch view lists them.`,
        });
      }
      const at = router();
      const cancel = new AbortController();
      const done = run(deployment, at, cancel.signal).finally(() => {
        running = undefined;
        onChange();
      });
      running = { cancel, done };
    },
    cancel() {
      running?.cancel.abort(new AppError('client-closed', say`The exam was cancelled.`));
    },
    async [Symbol.asyncDispose]() {
      running?.cancel.abort(new AppError('draining', say`Signalbox is ending.`));
      await running?.done;
    },
  };
}

import type { CallInput, CallOutput, DashboardCall, Outcome } from '../../contract/dashboard-calls.ts';
import type { DoctorReport } from '../../contract/doctor-report.ts';
import type { AppSnapshot } from '../../contract/snapshot.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import { inWords, type Sentence, say, sentenceOf } from '../../domain/sentence/sentence.ts';
import { checkKey } from '../../services/keys/check-key.ts';
import type { KeyVault } from '../../services/keys/key-vault.ts';
import type { Settings } from '../../services/settings/open-settings.ts';
import { createAdaptiveCalls } from './adaptive-calls.ts';
import { createCodexCalls } from './codex-calls.ts';
import type { CodexConfig } from './codex-config.ts';
import type { CodexWatch } from './codex-watch.ts';
import { createDispatchCalls } from './dispatch-calls.ts';
import type { DispatchWatch } from './dispatch-watch.ts';
import { createExamCalls } from './exam-calls.ts';
import type { ExamDesk } from './exam-desk.ts';
import { faultOf } from './fault-of.ts';
import type { HostedOllama } from './host-ollama.ts';
import { movesAddress } from './listen-in-use.ts';
import { createOllamaCalls } from './ollama-calls.ts';
import type { RecentFolders } from './recent-folders.ts';
import { type Routing, startedOrThrow } from './routing.ts';
import { createSettingsCalls } from './settings-calls.ts';
import type { StartAtLogin } from './start-at-login.ts';
import type { SwapKeeper } from './swap-keeper.ts';

/** What answers each call of a window. Inputs were parsed; a throw is a defect, an expected failure an outcome. */
export type CallHandlers = {
  readonly [C in DashboardCall]?: (input: CallInput<C>) => CallOutput<C> | Promise<CallOutput<C>>;
};

export interface CallDeps {
  snapshot(): AppSnapshot;
  readonly routing: Routing;
  readonly vault: KeyVault;
  readonly settings: Settings;
  readonly config: CodexConfig;
  readonly keeper: SwapKeeper;
  readonly codexWatch: CodexWatch;
  readonly recent: RecentFolders;
  /** @throws AppError `codex_alive` while routed Codexes are open */
  askBeforeStop(how?: { readonly isMoving: boolean }): Promise<void>;
  readonly watch: DispatchWatch;
  readonly ollama: HostedOllama;
  readonly exams: ExamDesk;
  doctor(): Promise<DoctorReport>;
  readonly ledgerFolder: string;
  /** Where the stage of the adaptive router is kept. */
  readonly adaptiveStatePath: string;
  /** It was written while no router ran. */
  readonly stageMoved: () => Promise<void>;
  readonly defect: (cause: unknown) => void;
  /** Something of the snapshot changed that nothing else tells of. */
  readonly changed: () => void;
  readonly startAtLogin?: StartAtLogin;
  readonly chooseFolder?: () => Promise<string | undefined>;
}

export function createCallHandlers(deps: CallDeps): CallHandlers {
  const { routing, vault, settings, keeper } = deps;

  /** Runs a command; what went wrong comes back in words instead of as a rejection. */
  async function outcome(run: () => Promise<Sentence | undefined>): Promise<Outcome> {
    try {
      const message = await run();
      return message === undefined ? { ok: true } : { ok: true, ...inWords({ message }) };
    } catch (cause) {
      if (!(cause instanceof AppError)) deps.defect(cause);
      return { ok: false, fault: faultOf(cause) };
    }
  }

  return {
    'snapshot.get': () => deps.snapshot(),
    'routing.start': ({ port }) =>
      outcome(async () => {
        startedOrThrow(await routing.start(port));
        await keeper.follow();
        return undefined;
      }),
    'routing.stop': input =>
      outcome(async () => {
        if (input?.force !== true) await deps.askBeforeStop();
        await routing.stop();
        // Plain Codex is the person's own again before anybody is told that routing has stopped.
        await keeper.follow();
        return undefined;
      }),
    'routing.restart': input =>
      outcome(async () => {
        const { restartFor = [], leftPorts = [] } = routing.snapshot();
        const isMoving = movesAddress(restartFor) || leftPorts.length > 0;
        if (input?.force !== true && isMoving) await deps.askBeforeStop({ isMoving });
        startedOrThrow(await routing.restart());
        await keeper.follow();
        return undefined;
      }),
    'app.setStartAtLogin': ({ isOn }) =>
      outcome(async () => {
        if (deps.startAtLogin === undefined) {
          throw new AppError('unavailable', say`This Signalbox cannot be started at login.`, {
            detail: 'not-available',
          });
        }
        await deps.startAtLogin.set(isOn);
        await deps.config.swap.alignRestoreItem();
        deps.changed();
        return undefined;
      }),
    'keys.list': () => [...vault.statuses()],
    'keys.set': ({ provider, key, remember }) =>
      outcome(async () => {
        await vault.set(provider, key, remember);
        return undefined;
      }),
    'keys.forget': ({ provider, canUndo = false }) =>
      outcome(async () => {
        await vault.forget(provider, { canUndo });
        return undefined;
      }),
    'keys.forgetAll': input =>
      outcome(async () => {
        await vault.forgetAll({ canUndo: input?.canUndo ?? false });
        return undefined;
      }),
    'keys.bringBack': () =>
      outcome(async () => {
        await vault.bringBack();
        return undefined;
      }),
    'keys.check': ({ provider }) =>
      outcome(async () => {
        const key = vault.get(provider);
        const status = vault.statuses().find(candidate => candidate.provider === provider);
        const at = settings.current().providers[provider];
        if (key === undefined || status === undefined) {
          throw new AppError('key-missing', say`There is no key to check.`, {
            remedy: say`Paste one and save it first.`,
          });
        }
        if (at === undefined) {
          throw new AppError(
            'settings-invalid',
            say`${status.label} is not among the providers of router.yaml.`,
            {
              remedy: say`Add ${provider} under providers.`,
            },
          );
        }
        const check = await checkKey(status.label, at, key, Date.now(), AbortSignal.timeout(15_000));
        vault.noteCheck(provider, check);
        if (check.result !== 'accepted') {
          throw new AppError(
            check.result === 'refused' ? 'key-refused' : 'unavailable',
            check.message,
            check,
          );
        }
        return say`${sentenceOf(check, 'message')}`;
      }),
    ...createCodexCalls({ ...deps, outcome }),
    ...createSettingsCalls(settings),
    ...createDispatchCalls({ watch: deps.watch, routing, settings, outcome }),
    ...createAdaptiveCalls({ ...deps, statePath: deps.adaptiveStatePath, outcome }),
    ...createOllamaCalls(deps.ollama, outcome),
    ...createExamCalls(deps.exams, outcome),
    'doctor.run': async () => ({ report: await deps.doctor() }),
  };
}

import type { CallInput, CallOutput, DashboardCall, Outcome } from '../../contract/dashboard-calls.ts';
import type { AppSnapshot } from '../../contract/snapshot.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import type { ChildState } from '../../domain/supervise/child-state.ts';
import type { Codex } from '../../services/codex/open-codex.ts';
import { checkKey } from '../../services/keys/check-key.ts';
import type { KeyVault } from '../../services/keys/key-vault.ts';
import type { Settings } from '../../services/settings/open-settings.ts';
import type { CodexWatch } from './codex-watch.ts';
import type { RecentFolders } from './recent-folders.ts';
import type { Routing } from './routing.ts';
import { createSettingsCalls } from './settings-calls.ts';

/** What answers each call of a window. Inputs were parsed; a throw is a defect, an expected failure an outcome. */
export type CallHandlers = {
  readonly [C in DashboardCall]?: (input: CallInput<C>) => CallOutput<C> | Promise<CallOutput<C>>;
};

export interface CallDeps {
  snapshot(): AppSnapshot;
  readonly routing: Routing;
  readonly vault: KeyVault;
  readonly settings: Settings;
  readonly codex: Codex;
  readonly codexWatch: CodexWatch;
  readonly recent: RecentFolders;
  readonly defect: (cause: unknown) => void;
  readonly chooseFolder?: () => Promise<string | undefined>;
}

export function createCallHandlers(deps: CallDeps): CallHandlers {
  const { routing, vault, settings, codex, recent } = deps;

  /** Runs a command; what went wrong comes back in words instead of as a rejection. */
  async function outcome(run: () => Promise<string | undefined>): Promise<Outcome> {
    try {
      const message = await run();
      return message === undefined ? { ok: true } : { ok: true, message };
    } catch (cause) {
      if (!(cause instanceof AppError)) deps.defect(cause);
      return { ok: false, fault: faultOf(cause) };
    }
  }

  return {
    'snapshot.get': () => deps.snapshot(),
    'routing.start': ({ port }) => outcome(async () => startedOrThrow(await routing.start(port))),
    'routing.stop': () =>
      outcome(async () => {
        await routing.stop();
        return undefined;
      }),
    'keys.list': () => [...vault.statuses()],
    'keys.set': ({ provider, key, remember }) =>
      outcome(async () => {
        await vault.set(provider, key, remember);
        return undefined;
      }),
    'keys.forget': ({ provider }) =>
      outcome(async () => {
        await vault.forget(provider);
        return undefined;
      }),
    'keys.forgetAll': () =>
      outcome(async () => {
        await vault.forgetAll();
        return undefined;
      }),
    'keys.check': ({ provider }) =>
      outcome(async () => {
        const key = vault.get(provider);
        const status = vault.statuses().find(candidate => candidate.provider === provider);
        const at = settings.current().providers[provider];
        if (key === undefined || status === undefined) {
          throw new AppError('key-missing', 'There is no key to check.', {
            remedy: 'Paste one and save it first.',
          });
        }
        if (at === undefined) {
          throw new AppError(
            'settings-invalid',
            `${status.label} is not among the providers of router.yaml.`,
            {
              remedy: `Add ${provider} under providers.`,
            },
          );
        }
        const check = await checkKey(status.label, at, key, Date.now(), AbortSignal.timeout(15_000));
        vault.noteCheck(provider, check);
        if (check.result !== 'accepted') {
          throw new AppError(check.result === 'refused' ? 'key-refused' : 'unavailable', check.message);
        }
        return check.message;
      }),
    'codex.launch': ({ mode, folder }) =>
      outcome(async () => {
        const port = mode === 'huggingface' || mode === 'plain' ? undefined : await portForLaunch(routing);
        const terminal = await codex.openInTerminal(
          { mode, ...(port === undefined ? {} : { router: { port } }) },
          folder,
        );
        await recent.add(folder);
        await deps.codexWatch.refresh();
        return `Codex was opened with ${terminal.kind}.`;
      }),
    'codex.chooseFolder': async () => {
      const folder = await deps.chooseFolder?.();
      return folder === undefined ? {} : { folder };
    },
    'codex.restore': () =>
      outcome(async () => {
        await deps.codexWatch.refresh();
        return 'Nothing of yours was changed: config.toml and auth.json are as you left them.';
      }),
    ...createSettingsCalls(settings),
  };
}

/** A routed Codex needs a router: launching starts it, as a person would expect. */
async function portForLaunch(routing: Routing): Promise<number> {
  if (routing.port() === undefined) startedOrThrow(await routing.start());
  const port = routing.port();
  if (port === undefined)
    throw new AppError('unavailable', 'Routing is not running.', {
      remedy: 'Start routing, then launch Codex again.',
    });
  return port;
}

function startedOrThrow(state: ChildState): undefined {
  if (state.phase === 'ready') return undefined;
  const fault = 'fault' in state ? state.fault : undefined;
  throw new AppError('child-failed', fault?.message ?? 'Routing was stopped before it was ready.', {
    detail: fault?.code ?? 'stopped',
    ...(fault?.remedy === undefined ? {} : { remedy: fault.remedy }),
  });
}

function faultOf(cause: unknown): { code: string; message: string; remedy?: string } {
  if (!(cause instanceof AppError)) {
    return { code: 'internal', message: 'Signalbox failed to do this.', remedy: 'Its log names the cause.' };
  }
  const code = cause.detail ?? cause.code;
  return { code, message: cause.message, ...(cause.remedy === undefined ? {} : { remedy: cause.remedy }) };
}

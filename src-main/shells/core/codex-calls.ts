import type { CallInput, CallOutput, DashboardCall, Outcome } from '../../contract/dashboard-calls.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import { inWords, type Sentence, say } from '../../domain/sentence/sentence.ts';
import type { Settings } from '../../services/settings/open-settings.ts';
import type { CodexConfig } from './codex-config.ts';
import type { CodexWatch } from './codex-watch.ts';
import { sayRestore, sayUndo } from './describe-restore.ts';
import { faultOf } from './fault-of.ts';
import type { RecentFolders } from './recent-folders.ts';
import { type Routing, startedOrThrow } from './routing.ts';
import type { StartAtLogin } from './start-at-login.ts';
import type { SwapKeeper } from './swap-keeper.ts';

export interface CodexCallDeps {
  readonly routing: Routing;
  readonly settings: Settings;
  readonly config: CodexConfig;
  readonly keeper: SwapKeeper;
  readonly codexWatch: CodexWatch;
  readonly recent: RecentFolders;
  /** Runs a command; what went wrong comes back in words instead of as a rejection. */
  outcome(run: () => Promise<Sentence | undefined>): Promise<Outcome>;
  readonly startAtLogin?: StartAtLogin | undefined;
  readonly chooseFolder?: (() => Promise<string | undefined>) | undefined;
}

type CodexCall = Extract<DashboardCall, `codex.${string}`>;
type CodexHandlers = {
  readonly [C in CodexCall]: (input: CallInput<C>) => Promise<CallOutput<C>>;
};

export function createCodexCalls(deps: CodexCallDeps): CodexHandlers {
  const { routing, config, keeper, codexWatch, outcome } = deps;

  return {
    'codex.launch': ({ mode, folder }) =>
      outcome(async () => {
        const port = mode === 'huggingface' || mode === 'plain' ? undefined : await portForLaunch(routing);
        const terminal = await config.codex.openInTerminal(
          {
            mode,
            isSwapped: keeper.isActive(),
            huggingfaceUrl: deps.settings.current().providers.huggingface?.base_url,
            ...(port === undefined ? {} : { router: { port } }),
          },
          folder,
        );
        await deps.recent.add(folder);
        await codexWatch.refresh();
        return say`Codex was opened with ${terminal.kind}.`;
      }),
    'codex.chooseFolder': async () => {
      const folder = await deps.chooseFolder?.();
      return folder === undefined ? {} : { folder };
    },
    'codex.rememberFolder': ({ folder }) =>
      outcome(async () => {
        await deps.recent.add(folder);
        return undefined;
      }),
    'codex.restore': async input => {
      try {
        // Otherwise the next start of routing would swap again what was just put back.
        await config.choose({ swap: false });
        const report = await keeper.restore(input?.force === true);
        await codexWatch.refresh();
        if (report.problem === undefined)
          return { ok: true, ...inWords({ message: sayRestore(report) }), report };
        return { ok: false, fault: { code: 'restore_pending', ...report.problem }, report };
      } catch (cause) {
        return failed(cause);
      }
    },
    'codex.undoEverything': async ({ leftovers }) => {
      try {
        await config.choose({ swap: false });
        const report = await keeper.undoEverything(leftovers);
        if (deps.startAtLogin?.isOn() === true) await deps.startAtLogin.set(false);
        await codexWatch.refresh();
        const { problem } = report.restore;
        if (problem === undefined) return { ok: true, ...inWords({ message: sayUndo(report) }), report };
        return { ok: false, fault: { code: 'restore_pending', ...problem }, report };
      } catch (cause) {
        return failed(cause);
      }
    },
    'codex.choose': change =>
      outcome(async () => {
        const before = await config.choices();
        await config.choose(change);
        await keeper.follow();
        const problem = keeper.problem();
        // An older problem of the swap says nothing about another choice.
        if (problem !== undefined && change.swap !== undefined) {
          if (change.swap) await config.choose({ swap: before.swap });
          await codexWatch.refresh();
          const { code, message, remedy, said } = problem;
          throw new AppError('swap-conflict', message, { detail: code, remedy, said });
        }
        await codexWatch.refresh();
        if (change.swap === undefined) return undefined;
        if (!change.swap) return say`Swap mode is off; config.toml is your own.`;
        return keeper.isActive()
          ? say`Swap mode is on: plain Codex uses the router now.`
          : say`Swap mode is on: plain Codex uses the router as soon as routing runs.`;
      }),
    'codex.status': async () => ({ status: await config.status(keeper.problem()) }),
    'codex.changes': async () => ({ changes: (await config.status()).changes }),
  };
}

/** An expected refusal is an outcome; anything else is a defect and stays loud. */
function failed(cause: unknown) {
  if (!(cause instanceof AppError)) throw cause;
  return { ok: false as const, fault: faultOf(cause) };
}

/** A routed Codex needs a router: launching starts it, as a person would expect. */
async function portForLaunch(routing: Routing): Promise<number> {
  if (routing.port() === undefined) startedOrThrow(await routing.start());
  const port = routing.port();
  if (port === undefined)
    throw new AppError('unavailable', say`Routing is not running.`, {
      remedy: say`Start routing, then launch Codex again.`,
    });
  return port;
}

import { join } from 'node:path';
import type { CodexChoices, CodexChoicesChange, CodexStatus } from '../../contract/codex-status.ts';
import type { Fault } from '../../contract/snapshot.ts';
import type { SwapStatus } from '../../contract/swap-journal.ts';
import { formatCodexVersion } from '../../domain/codex/codex-version.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import { readCodexChoices, writeCodexChoices } from '../../services/codex/codex-choices.ts';
import type { CodexSurroundings } from '../../services/codex/codex-home.ts';
import { type Codex, openCodex } from '../../services/codex/open-codex.ts';
import { openCodexSwap } from '../../services/codex/open-codex-swap.ts';
import { readKeyVariables } from '../../services/settings/read-key-variables.ts';
import type { CliCommand } from './cli-command.ts';
import { faultOf } from './fault-of.ts';
import { openLoginItems } from './open-login-items.ts';
import { type SwapWithRestoreItem, swapWithRestoreItem } from './swap-with-restore-item.ts';

export interface CodexConfigOptions {
  readonly surroundings: CodexSurroundings;
  readonly cli: CliCommand;
  readonly temporaryFolder: string;
  readonly userDataFolder: string;
  /** Whether Signalbox itself starts at login, where this program can ask the system. */
  readonly startsAtLogin?: (() => boolean) | undefined;
  /** Told what goes wrong on the side and stops nothing. */
  readonly onDefect: (cause: unknown) => void;
}

/** Codex on this machine with what the person chose about it: the same for the running program and for commands without one. */
export interface CodexConfig {
  readonly codex: Codex;
  readonly swap: SwapWithRestoreItem;
  choices(): Promise<CodexChoices>;
  choose(change: CodexChoicesChange): Promise<CodexChoices>;
  /** @param problem what a running program knows to be wrong with the swap */
  status(problem?: Fault): Promise<CodexStatus>;
}

export function openCodexConfig(options: CodexConfigOptions): CodexConfig {
  const { surroundings, cli } = options;
  const token = (...args: readonly string[]) => ({
    command: cli.command,
    args: [...cli.args, 'token', ...args],
  });
  const auth = token('--dir', options.temporaryFolder);
  const stateFolder = join(options.userDataFolder, 'state');
  const choicesPath = join(stateFolder, 'codex.json');
  const codex = openCodex({
    surroundings,
    auth,
    huggingfaceAuth: token('--provider', 'huggingface'),
    keyVariables: () => readKeyVariables(options.userDataFolder),
  });
  const swap = swapWithRestoreItem(openCodexSwap({ surroundings, auth, stateFolder }), {
    ...openLoginItems({ ...options, codexHome: codex.home }),
    onDefect: options.onDefect,
  });
  const choices = () => readCodexChoices(choicesPath);

  return {
    codex,
    swap,
    choices,
    async choose(change) {
      const before = await choices();
      const next = {
        swap: change.swap ?? before.swap,
        stopWithLastCodex: change.stopWithLastCodex ?? before.stopWithLastCodex,
      };
      await writeCodexChoices(choicesPath, next);
      return next;
    },
    async status(problem) {
      const [support, chosen, changes, current] = await Promise.all([
        codex.support(),
        choices(),
        changesOf(swap),
        statusOf(swap, codex.home),
      ]);
      const trouble = problem ?? current.fault;
      return {
        home: codex.home,
        ...(support.ok
          ? {
              installed: {
                version: formatCodexVersion(support.version),
                path: support.path,
                supported: true,
              },
            }
          : { fault: support.fault }),
        choices: chosen,
        swap: current.status,
        changes,
        ...(trouble === undefined ? {} : { problem: trouble }),
      };
    },
  };
}

/** A journal that cannot be read is told of, and does not hide the rest. */
async function statusOf(
  swap: SwapWithRestoreItem,
  home: string,
): Promise<{ readonly status: SwapStatus; readonly fault?: Fault }> {
  try {
    return { status: await swap.status() };
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    return {
      status: { active: true, path: join(home, 'config.toml'), changes: [] },
      fault: faultOf(cause),
    };
  }
}

async function changesOf(swap: SwapWithRestoreItem): Promise<CodexStatus['changes']> {
  try {
    return await swap.changes();
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    return { files: [] };
  }
}

import { spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { changeEnvironment, type Platform } from '../../domain/codex/environment.ts';
import type { LaunchPlan } from '../../domain/codex/launch-plan.ts';
import { type FoundTerminal, planTerminal } from '../../domain/codex/terminal-plan.ts';
import type { TerminalCommand } from '../../domain/codex/terminal-request.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import { say } from '../../domain/sentence/sentence.ts';
import type { CodexSurroundings } from './codex-home.ts';

/** A terminal that cannot start says so well within this; one that started keeps running or ends with 0. */
const EARLY_EXIT_MS = 1500;

/**
 * Opens the first terminal that starts, with Codex in it, and leaves it alone: it outlives us.
 *
 * @returns the terminal that was opened.
 * @throws AppError `child-failed` when the folder is gone or no terminal starts.
 */
export async function openTerminal(
  surroundings: CodexSurroundings,
  terminals: readonly FoundTerminal[],
  plan: LaunchPlan,
  folder: string,
): Promise<FoundTerminal> {
  await checkFolder(folder);
  const request = { folder, argv: plan.argv, environment: plan.environment };
  const env = changeEnvironment(surroundings.env, plan.environment, domainPlatform(surroundings.platform));
  const failures: unknown[] = [];
  for (const terminal of terminals) {
    try {
      const command = planTerminal(terminal, request);
      if (command === undefined)
        throw new Error(`${terminal.kind} cannot be told this folder or these words`);
      await start(command, env);
      return terminal;
    } catch (cause) {
      failures.push(cause);
    }
  }
  throw new AppError(
    'child-failed',
    terminals.length === 0 ? say`No terminal program was found.` : say`No terminal could be opened.`,
    {
      cause: new AggregateError(failures),
      detail: 'no_terminal',
      remedy: say`Run "signalbox launch --here" in a terminal of your own, or set TERMINAL to one.`,
    },
  );
}

export function domainPlatform(platform: NodeJS.Platform): Platform {
  return platform === 'win32' || platform === 'darwin' ? platform : 'linux';
}

async function checkFolder(folder: string): Promise<void> {
  const isFolder = await stat(folder).then(
    found => found.isDirectory(),
    () => false,
  );
  if (isFolder) return;
  throw new AppError('child-failed', say`${folder} is not a folder that can be opened.`, {
    detail: 'folder_missing',
    remedy: say`Choose another folder.`,
  });
}

function start(command: TerminalCommand, env: Record<string, string>): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command.file, [...command.args], {
      env,
      detached: true,
      stdio: 'ignore',
      windowsVerbatimArguments: command.verbatim === true,
      ...(command.cwd !== undefined && { cwd: command.cwd }),
    });
    const timer = setTimeout(resolve, EARLY_EXIT_MS);
    child.once('error', cause => {
      clearTimeout(timer);
      reject(cause);
    });
    child.once('exit', code => {
      clearTimeout(timer);
      if (code === 0) resolve();
      else reject(new Error(`${command.file} ended with code ${code}`));
    });
    child.unref();
  });
}

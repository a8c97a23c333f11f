import type { CodexStatus, Leftovers } from '../../contract/codex-status.ts';
import type { CallInput, CallOutput, DashboardCall } from '../../contract/dashboard-calls.ts';
import type { Fault } from '../../contract/snapshot.ts';
import type { RestoreReport } from '../../contract/swap-journal.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import { loginEntryAdvice } from '../../domain/login/login-entry-advice.ts';
import { autostartPath } from '../../domain/login/plan-login-item.ts';
import { writeAutostart } from '../../services/login/autostart-file.ts';
import { xdgConfigFolder } from '../../services/settings/xdg-config-folder.ts';
import { callInstance } from '../core/call-instance.ts';
import { findInstance } from '../core/claim-instance.ts';
import { type CodexConfig, type CodexConfigOptions, openCodexConfig } from '../core/codex-config.ts';
import { describeRestore, describeUndo } from '../core/describe-restore.ts';
import { restoreAtLogin, restoreUnattended } from '../core/restore-unattended.ts';
import { describeCodexStatus } from './describe-codex-status.ts';
import { EXIT } from './exit-codes.ts';
import { ownCommand } from './own-command.ts';
import { result, say } from './print.ts';
import type { Surroundings } from './surroundings.ts';

/** Codex's configuration as commands reach it when no Signalbox runs. */
export const codexConfigAt = (at: Surroundings): CodexConfig => openCodexConfig(codexOptionsAt(at));

function codexOptionsAt(at: Surroundings): CodexConfigOptions {
  return {
    surroundings: { platform: at.platform, env: at.env, homeFolder: at.homeFolder },
    cli: ownCommand(at),
    temporaryFolder: at.temporaryFolder,
    userDataFolder: at.userDataFolder,
    onDefect: cause => say(`Aside from that: ${cause instanceof Error ? cause.message : String(cause)}`),
  };
}

/** Makes the call to the running Signalbox, or does the work here when there is none: two at once would fight. */
async function runningOr<C extends DashboardCall>(
  at: Surroundings,
  name: C,
  input: CallInput<C>,
  here: (config: CodexConfig) => Promise<CallOutput<C>>,
): Promise<{ readonly output: CallOutput<C>; readonly isRunning: boolean }> {
  const instance = await findInstance(at.userDataFolder);
  if (instance === undefined) return { output: await here(codexConfigAt(at)), isRunning: false };
  return { output: await callInstance(instance, name, input), isRunning: true };
}

export async function setSwap(swap: boolean, isJson: boolean, at: Surroundings): Promise<undefined> {
  const { output, isRunning } = await runningOr(at, 'codex.choose', { swap }, async config => {
    await config.choose({ swap });
    const restored = swap ? undefined : await config.swap.restore();
    return restored?.problem
      ? { ok: false, fault: { code: 'restore_pending', ...restored.problem } }
      : {
          ok: true,
          message: swap
            ? 'Swap mode is on: plain Codex uses the router whenever routing runs. It does not run now, so nothing was changed.'
            : restored === undefined
              ? ''
              : `Swap mode is off. ${describeRestore(restored)}`,
        };
  });
  if (!output.ok) throw toError(output.fault);
  result({ swap, running: isRunning }, isJson, () => output.message ?? '');
  return undefined;
}

/** @throws AppError `usage` for another word than on and off */
export async function setStopWithLast(choice: string, isJson: boolean, at: Surroundings): Promise<undefined> {
  if (choice !== 'on' && choice !== 'off') {
    throw new AppError('contract-violation', `"${choice}" is neither on nor off.`, { detail: 'usage' });
  }
  const stopWithLastCodex = choice === 'on';
  const { output } = await runningOr(at, 'codex.choose', { stopWithLastCodex }, async config => {
    await config.choose({ stopWithLastCodex });
    return { ok: true };
  });
  if (!output.ok) throw toError(output.fault);
  result({ stopWithLastCodex }, isJson, () =>
    stopWithLastCodex ? 'Routing stops when the last Codex closes.' : 'Routing goes on when Codex closes.',
  );
  return undefined;
}

export async function showStatus(isJson: boolean, at: Surroundings): Promise<undefined> {
  const { output } = await runningOr(at, 'codex.status', undefined, async config => ({
    status: await config.status(),
  }));
  const status: CodexStatus | undefined = output.status;
  if (status === undefined) throw new AppError('unavailable', 'The running Signalbox does not tell.');
  result(status, isJson, () => describeCodexStatus(status));
  return undefined;
}

/** @returns the exit code: a restore that has to wait is a failure */
export async function restore(isForced: boolean, isJson: boolean, at: Surroundings): Promise<number> {
  const { output } = await runningOr(at, 'codex.restore', { force: isForced }, async config => {
    await config.choose({ swap: false });
    const report = await (isForced ? config.swap.restoreByForce() : config.swap.restore());
    return outcomeOf(report, report);
  });
  if (!output.ok && output.report === undefined) throw toError(output.fault);
  const { report } = output;
  result(report, isJson, () => (report === undefined ? '' : describeRestore(report)));
  return output.ok ? EXIT.ok : EXIT.failed;
}

export async function undo(leftovers: Leftovers, isJson: boolean, at: Surroundings): Promise<number> {
  let advice: string | undefined;
  const { output } = await runningOr(at, 'codex.undoEverything', { leftovers }, async config => {
    await config.choose({ swap: false });
    const report = await config.swap.undoEverything(leftovers);
    if (at.platform === 'linux') {
      await writeAutostart(autostartPath(xdgConfigFolder(at.env, at.homeFolder)), undefined);
    }
    advice = loginEntryAdvice(at.platform);
    return outcomeOf(report.restore, report);
  });
  if (!output.ok && output.report === undefined) throw toError(output.fault);
  const { report } = output;
  result(report, isJson, () =>
    report === undefined ? '' : [describeUndo(report), ...(advice === undefined ? [] : [advice])].join('\n'),
  );
  return output.ok ? EXIT.ok : EXIT.failed;
}

/** Waits for the Signalbox that started it to end, then undoes the swap. */
export async function guard(at: Surroundings): Promise<undefined> {
  for await (const _ of process.stdin) {
    // Nothing is ever said on this pipe; its end is what counts.
  }
  await restoreUnattended(codexOptionsAt(at));
  return undefined;
}

/** What the system runs at login where it is not Signalbox itself. */
export async function atLogin(
  folders: { readonly codexHome?: string; readonly dataFolder?: string },
  at: Surroundings,
): Promise<number> {
  return (await restoreAtLogin(codexOptionsAt(at), folders)) ? EXIT.ok : EXIT.failed;
}

function outcomeOf<R>({ problem }: RestoreReport, report: R) {
  return problem === undefined
    ? { ok: true as const, report }
    : { ok: false as const, fault: { code: 'restore_pending', ...problem }, report };
}

function toError(fault: Fault): AppError {
  return new AppError('swap-conflict', fault.message, {
    detail: fault.code,
    ...(fault.remedy === undefined ? {} : { remedy: fault.remedy }),
  });
}

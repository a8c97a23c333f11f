import { chmod, stat } from 'node:fs/promises';
import type { DoctorReport } from '../../contract/doctor-report.ts';
import { callInstance } from '../core/call-instance.ts';
import { findInstance } from '../core/claim-instance.ts';
import { describeRestore } from '../core/describe-restore.ts';
import { privatePaths } from '../core/doctor/run-doctor.ts';
import { codexConfigAt } from './codex.ts';
import { explainedOf } from './print.ts';
import type { Surroundings } from './surroundings.ts';

/** One thing that was tried, in words. */
export interface Fix {
  /** The check it belongs to. */
  readonly name: string;
  readonly isDone: boolean;
  readonly message: string;
}

const FOR_OTHERS = 0o077;

/**
 * Does what is safe: takes our own keys out of Codex's configuration, closes our own files to others, starts
 * Ollama where a Signalbox runs that looks after it. Everything else stays with the person.
 */
export async function fixWhatIsSafe({ checks }: DoctorReport, at: Surroundings): Promise<readonly Fix[]> {
  const isOff = (name: string) =>
    checks.some(check => check.name === name && (check.result === 'bad' || check.result === 'warn'));
  const fixes: Fix[] = [];
  const attempt = async (name: string, work: () => Promise<string | undefined>) => {
    if (!isOff(name)) return;
    try {
      const message = await work();
      if (message !== undefined) fixes.push({ name, isDone: true, message });
    } catch (cause) {
      fixes.push({ name, isDone: false, message: explainedOf(cause).message });
    }
  };
  const instance = await findInstance(at.userDataFolder);
  await attempt('leftover-swap', async () => {
    if (instance !== undefined) {
      const outcome = await callInstance(instance, 'codex.restore', undefined);
      return outcome.ok ? (outcome.message ?? 'Restored.') : outcome.fault.message;
    }
    return describeRestore(await codexConfigAt(at).swap.restore());
  });
  await attempt('permissions', () => closeToOthers(at));
  await attempt('ollama', async () => {
    if (instance === undefined) return undefined;
    const outcome = await callInstance(instance, 'ollama.start', undefined);
    return outcome.ok ? (outcome.message ?? 'Ollama runs.') : undefined;
  });
  return fixes;
}

async function closeToOthers(at: Surroundings): Promise<string | undefined> {
  const closed: string[] = [];
  for (const { path, isPrivate } of privatePaths({ ...at, config: codexConfigAt(at) })) {
    if (!isPrivate) continue;
    const mode = await stat(path).then(
      found => found.mode,
      () => 0,
    );
    if ((mode & FOR_OTHERS) === 0) continue;
    await chmod(path, mode & 0o7700);
    closed.push(path);
  }
  return closed.length === 0 ? undefined : `Closed to others: ${closed.join(', ')}.`;
}

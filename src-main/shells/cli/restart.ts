import { callInstance } from '../core/call-instance.ts';
import { findRunning } from './find-running.ts';
import { type AskingOptions, askRouting } from './stop.ts';

/**
 * Has routing restarted; started where it was not.
 * @returns the port it listens on afterwards
 * @throws AppError `not_running`; `codex_alive`; why it did not start
 */
export async function restartRouting(
  userDataFolder: string,
  options: AskingOptions,
  signal: AbortSignal,
): Promise<{ readonly port: number | undefined }> {
  const instance = await findRunning(userDataFolder);
  await askRouting('restart', instance, options, signal);
  const { routing } = await callInstance(instance, 'snapshot.get', undefined);
  return { port: routing.port };
}

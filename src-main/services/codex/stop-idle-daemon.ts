import { findIdleDaemon } from '../../domain/codex/find-sessions.ts';
import { listProcesses } from './list-processes.ts';
import { runCodex } from './run-codex.ts';

const WITHIN_MS = 10_000;

/**
 * Ends Codex's background server where nobody uses it, so that the next window starts one with the environment
 * of today. One that does not end is left alone: Codex works with it, only with what it knew when it started.
 */
export async function stopIdleDaemon(
  codexPath: string,
  env: Readonly<Record<string, string | undefined>>,
  home: string,
  platform: NodeJS.Platform,
): Promise<void> {
  if (findIdleDaemon(await listProcesses(platform), home) === undefined) return;
  await runCodex({
    codexPath,
    args: ['app-server', 'daemon', 'stop'],
    env: { ...env, CODEX_HOME: home },
    timeoutMs: WITHIN_MS,
  });
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';

export interface CodexRun {
  readonly codexPath: string;
  readonly args: readonly string[];
  /** The whole environment of the child. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

export interface CodexRunResult {
  /** Absent when it could not start, ran out of time, was aborted, or was killed. */
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Largest output kept: the bundled catalog is 0.4 MB. */
const MAX_OUTPUT_BYTES = 8 * 1024 * 1024;

/** Runs Codex with no input and a bounded time. Never rejects: not being able to run is a result. */
export async function runCodex(run: CodexRun): Promise<CodexRunResult> {
  const result = await execa(run.codexPath, [...run.args], {
    env: run.env,
    extendEnv: false,
    stdin: 'ignore',
    reject: false,
    timeout: run.timeoutMs,
    forceKillAfterDelay: 1000,
    maxBuffer: MAX_OUTPUT_BYTES,
    stripFinalNewline: false,
    windowsHide: true,
    ...(run.cwd !== undefined && { cwd: run.cwd }),
    ...(run.signal !== undefined && { cancelSignal: run.signal }),
  });
  return { exitCode: result.exitCode, stdout: result.stdout ?? '', stderr: result.stderr ?? '' };
}

/**
 * Asks Codex something that has nothing to do with the person's configuration, in a home of its own: even
 * `--version` makes folders in the one it is given.
 */
export async function askCodexApart(run: Omit<CodexRun, 'cwd'>): Promise<CodexRunResult> {
  const home = await mkdtemp(join(tmpdir(), 'signalbox-codex-'));
  try {
    return await runCodex({ ...run, env: { ...run.env, CODEX_HOME: home } });
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 3 });
  }
}

import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Observation } from '../../../domain/markov/observation.ts';
import { readJsonFile } from '../../../services/host/read-json-file.ts';
import { writeFileAtomic } from '../../../services/host/write-file-atomic.ts';
import type { RunAttempt } from './execute-plan.ts';

const memorySchema = z.strictObject({
  version: z.literal(1),
  /** Oldest first. */
  runs: z.array(z.strictObject({ provider: z.string(), endedAtMs: z.number(), ok: z.boolean() })),
});
type Run = z.infer<typeof memorySchema>['runs'][number];

/** What became of earlier runs, by the way Codex was run. A file that is not there or damaged holds none. */
export async function recallRuns(path: string): Promise<readonly Observation[]> {
  return (await read(path)).map(({ provider, endedAtMs, ok }) => ({
    candidate: provider,
    endedAtMs,
    // How long a run takes is the task's doing, not the provider's: only its end counts.
    ok,
  }));
}

/** @param keep newest attempts kept */
export async function rememberRuns(
  path: string,
  attempts: readonly RunAttempt[],
  endedAtMs: number,
  keep: number,
): Promise<void> {
  const made = attempts.map(({ provider, exitCode }): Run => ({ provider, endedAtMs, ok: exitCode === 0 }));
  const runs = [...(await read(path)), ...made].slice(-keep);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFileAtomic(path, JSON.stringify({ version: 1, runs }));
}

async function read(path: string): Promise<readonly Run[]> {
  return (await readJsonFile(path, memorySchema))?.runs ?? [];
}

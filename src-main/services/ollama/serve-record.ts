import { execFile } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { sleep } from '../../lib/abort.ts';
import { hasErrorCode } from '../host/has-error-code.ts';
import { writeFileAtomic } from '../host/write-file-atomic.ts';

const recordSchema = z.object({ pid: z.int().positive(), executable: z.string() });

/** Remembers which server is ours, so that one left over by a crash is not taken for somebody else's. */
export async function writeServeRecord(file: string, pid: number, executable: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFileAtomic(file, JSON.stringify({ pid, executable }));
}

export async function removeServeRecord(file: string): Promise<void> {
  await rm(file, { force: true });
}

async function commandLine(pid: number): Promise<string> {
  if (process.platform === 'win32') return '';
  try {
    const { stdout } = await promisify(execFile)('ps', ['-ww', '-o', 'command=', '-p', String(pid)], {
      timeout: 3000,
    });
    return stdout;
  } catch {
    // ps exits with 1 when there is no such process; without ps nothing can be proved, so nothing is ended.
    return '';
  }
}

function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-pid, signal);
    return true;
  } catch (cause) {
    if (hasErrorCode(cause, 'ESRCH', 'EPERM')) return false;
    throw cause;
  }
}

/**
 * Ends the server an earlier run started and could not end. The process id alone is no proof: its command
 * line must be that server's.
 * @returns whether one was ended
 */
export async function endLeftover(file: string, graceMs: number, signal: AbortSignal): Promise<boolean> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    if (hasErrorCode(cause, 'ENOENT')) return false;
    throw cause;
  }
  await removeServeRecord(file);
  let record: z.infer<typeof recordSchema> | undefined;
  try {
    record = recordSchema.parse(JSON.parse(text));
  } catch {
    // A damaged record proves nothing.
    return false;
  }
  const command = await commandLine(record.pid);
  if (!command.includes(record.executable) || !/\bserve\s*$/.test(command)) return false;
  if (!signalGroup(record.pid, 'SIGTERM')) return false;
  for (let waitedMs = 0; waitedMs < graceMs; waitedMs += 50) {
    if (!signalGroup(record.pid, 0)) return true;
    await sleep(50, signal);
  }
  signalGroup(record.pid, 'SIGKILL');
  return true;
}

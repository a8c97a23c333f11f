import { appendFile, mkdir, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { redact } from './redact.ts';

export interface Log {
  /** One fact: an event name in kebab case and what belongs to it. Never a body, a prompt or a key. */
  write(event: string, facts?: Readonly<Record<string, unknown>>): void;
  /** Resolves when everything written so far is on disk. */
  flush(): Promise<void>;
}

const ROTATE_BYTES = 2 * 1024 * 1024;

/**
 * JSON lines, appended in order, two files of 2 MB at most. A disk that is full or gone loses lines, never
 * the program.
 *
 * @param secrets the live secrets, asked for at every line
 */
export function openLog(path: string, nowMs: () => number, secrets: () => readonly string[]): Log {
  let tail: Promise<void> = mkdir(dirname(path), { recursive: true, mode: 0o700 }).then(
    () => undefined,
    () => undefined,
  );
  async function append(line: string): Promise<void> {
    const { size } = await stat(path).catch(() => ({ size: 0 }));
    if (size > ROTATE_BYTES) await rename(path, `${path}.1`);
    await appendFile(path, line, { mode: 0o600 });
  }
  return {
    write(event, facts = {}) {
      const line = `${redact(stringify({ at: new Date(nowMs()).toISOString(), event, ...facts }), secrets())}\n`;
      tail = tail.then(() => append(line)).catch(() => undefined);
    },
    flush: () => tail,
  };
}

function stringify(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return '{"event":"unwritable-log-line"}'; // a cycle or a BigInt among the facts
  }
}

/** What of an error may stand in a log: its class, its codes, and where it happened. */
export function describeCause(cause: unknown): Record<string, unknown> {
  if (!(cause instanceof Error)) return { cause: typeof cause };
  const code = 'code' in cause ? String(cause.code) : undefined;
  const frames = cause.stack?.split('\n').filter(line => /^\s+at /.test(line)) ?? [];
  return {
    name: cause.name,
    ...(code === undefined ? {} : { code }),
    message: cause.message.slice(0, 300),
    stack: frames.slice(0, 8).map(frame => frame.trim()),
    ...(cause.cause === undefined ? {} : { cause: describeCause(cause.cause) }),
  };
}

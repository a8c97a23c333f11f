import { mkdir, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { errorCode } from '../host/error-code.ts';
import { hasErrorCode } from '../host/has-error-code.ts';
import { writeFileAtomic } from '../host/write-file-atomic.ts';

export interface StateFile<T> extends AsyncDisposable {
  /** What was saved last, or undefined at the first start and after damage. */
  readonly loaded: T | undefined;
  /** Says that the state changed. It is taken and written soon, never on the caller's time. */
  touch(): void;
  flush(): Promise<void>;
}

export interface StateFileOptions<T> {
  readonly path: string;
  readonly schema: z.ZodType<T>;
  /** Gives the state as it is at the moment of writing. */
  readonly take: () => T;
  /** Longest time a change waits. Default 2000. */
  readonly delayMs?: number;
  /** Receives damage at opening, and the first failure to write in a row; it is tried again at the next change. */
  readonly onError: (cause: unknown) => void;
  /** Told when the disk begins to refuse the state, with the system's code, and when it takes it again. */
  readonly onHealth?: (code: string | undefined) => void;
}

/**
 * A small JSON file that is always whole: replaced atomically, at most every `delayMs`, and on closing. A
 * damaged file is put aside as `….damaged` and counts as none.
 */
export async function openStateFile<T>(options: StateFileOptions<T>): Promise<StateFile<T>> {
  const { path, schema, take, onError, onHealth, delayMs = 2000 } = options;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const loaded = await load(path, schema, onError);
  let timer: NodeJS.Timeout | undefined;
  let isTouched = false;
  let isFailing = false;
  let writing: Promise<void> = Promise.resolve();

  async function write(): Promise<void> {
    if (!isTouched) return;
    isTouched = false;
    try {
      await writeFileAtomic(path, JSON.stringify(take()));
      if (isFailing) onHealth?.(undefined);
      isFailing = false;
    } catch (cause) {
      isTouched = true;
      if (!isFailing) {
        onError(cause);
        onHealth?.(errorCode(cause));
      }
      isFailing = true;
    }
  }
  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(write);
    return writing;
  }
  return {
    loaded,
    touch() {
      isTouched = true;
      if (timer) return;
      timer = setTimeout(() => void flush(), delayMs);
      timer.unref();
    },
    flush,
    [Symbol.asyncDispose]: flush,
  };
}

async function load<T>(
  path: string,
  schema: z.ZodType<T>,
  onError: (cause: unknown) => void,
): Promise<T | undefined> {
  try {
    return schema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    if (hasErrorCode(cause, 'ENOENT')) return undefined;
    onError(cause);
    await rename(path, `${path}.damaged`).catch(onError);
    return undefined;
  }
}

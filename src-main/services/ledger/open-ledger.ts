import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import type { RequestRecord } from '../../contract/request-record.ts';
import { errorCode } from '../host/error-code.ts';
import { hasErrorCode } from '../host/has-error-code.ts';
import { ledgerPath } from './ledger-files.ts';
import { mendTail } from './mend-tail.ts';
import { readNewest } from './read-ledger.ts';

export interface Ledger extends AsyncDisposable {
  /** Takes a record; it is written soon, off the request path. A record whose id is known is passed over. */
  append(record: RequestRecord): void;
  /** Resolves when everything taken so far is with the operating system. */
  flush(): Promise<void>;
  /** Records lost because the disk took none for too long. */
  lost(): number;
}

export interface LedgerOptions {
  /** `$CODEX_HOME/logs`; made if it is missing. */
  readonly folder: string;
  /** A file larger than this is rotated. Default 16 MB. */
  readonly maxBytes?: number;
  /** Generations kept beside the current file. Default 5. */
  readonly generations?: number;
  /** How long a record may wait for others to share a write. Default 200. */
  readonly delayMs?: number;
  /** Receives the first failure to write in a row. Writing is tried again every five seconds. */
  readonly onError: (cause: unknown) => void;
  /** Told when records begin to wait for the disk, with the system's code, and when they no longer do. */
  readonly onHealth?: (code: string | undefined) => void;
}

/** Records remembered for recognising a replay. */
const REMEMBERED = 5000;
/** Ollama numbers its answers from 0 to 998: only a longer id does not come again by chance. */
const UNIQUE_ID_CHARS = 20;
/** Records held while the disk takes none. */
const WAITING = 10_000;
const TRY_AGAIN_MS = 5000;

/**
 * Opens the request log for appending. Only whole lines are written, each batch in one call on a file opened
 * for appending, so a killed process leaves whole records and at most one cut line, which is mended here.
 */
export async function openLedger(options: LedgerOptions): Promise<Ledger> {
  const { folder, onError, onHealth, maxBytes = 16 * 1024 * 1024, generations = 5, delayMs = 200 } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  let file: FileHandle | undefined = await openCurrent(folder);
  let sizeBytes = (await file.stat()).size;
  const known = createKnownIds(await readNewest(folder, REMEMBERED));

  /** As lines already: a record's many small objects would be moved about by the collector until they are written. */
  let waiting: string[] = [];
  let lost = 0;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  let isFailing = false;

  async function writeWaiting(): Promise<void> {
    let batch = waiting;
    if (batch.length === 0) return;
    waiting = [];
    try {
      if (!file) {
        file = await openCurrent(folder);
        sizeBytes = (await file.stat()).size;
      }
      const lines = Buffer.from(`${batch.join('\n')}\n`);
      await file.appendFile(lines);
      sizeBytes += lines.length;
      batch = [];
      if (sizeBytes > maxBytes) await rotate();
      if (isFailing) onHealth?.(undefined);
      isFailing = false;
    } catch (cause) {
      waiting = [...batch, ...waiting];
      lost += Math.max(0, waiting.length - WAITING);
      waiting = waiting.slice(-WAITING);
      // A full disk takes a part of the batch, which is written whole again later.
      if (batch.length > 0) await file?.truncate(sizeBytes).catch(onError);
      await closeCurrent();
      if (!isFailing) {
        onError(cause);
        onHealth?.(errorCode(cause));
      }
      isFailing = true;
      wait(TRY_AGAIN_MS);
    }
  }

  function wait(ms: number): void {
    timer ??= setTimeout(() => void flush(), ms);
  }

  async function closeCurrent(): Promise<void> {
    const closing = file;
    file = undefined;
    await closing?.close().catch(onError);
  }

  async function rotate(): Promise<void> {
    // Windows cannot rename an open file.
    await closeCurrent();
    await rm(ledgerPath(folder, generations), { force: true });
    for (let generation = generations - 1; generation >= 0; generation -= 1) {
      await rename(ledgerPath(folder, generation), ledgerPath(folder, generation + 1)).catch(cause => {
        if (!hasErrorCode(cause, 'ENOENT')) throw cause;
      });
    }
    sizeBytes = 0;
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(writeWaiting);
    return writing;
  }

  return {
    append(record) {
      if (!known.add(record)) return;
      waiting.push(JSON.stringify(record));
      wait(delayMs);
    },
    flush,
    lost: () => lost,
    async [Symbol.asyncDispose]() {
      await flush();
      clearTimeout(timer);
      await closeCurrent();
    },
  };
}

async function openCurrent(folder: string): Promise<FileHandle> {
  const file = await open(ledgerPath(folder), 'a+', 0o600);
  try {
    await mendTail(file);
    return file;
  } catch (cause) {
    await file.close();
    throw cause;
  }
}

/**
 * Ids of requests and of upstream answers seen lately. The oldest half is forgotten at once: to forget them one by one,
 * the set would be searched from its beginning, over all that was taken out of it before.
 */
function createKnownIds(newestFirst: readonly RequestRecord[]) {
  let ids = new Set<string>();
  let olderIds = new Set<string>();
  const idsOf = ({ id, provider, upstream_response_id: answerId }: RequestRecord) =>
    answerId === undefined || answerId.length < UNIQUE_ID_CHARS
      ? [id]
      : [id, `${provider ?? ''} ${answerId}`];
  const remember = (record: RequestRecord) => {
    if (ids.size >= 2 * REMEMBERED) {
      olderIds = ids;
      ids = new Set();
    }
    for (const id of idsOf(record)) ids.add(id);
  };
  for (const record of [...newestFirst].reverse()) remember(record);
  return {
    /** @returns false for a record that is known already */
    add(record: RequestRecord): boolean {
      if (idsOf(record).some(id => ids.has(id) || olderIds.has(id))) return false;
      remember(record);
      return true;
    },
  };
}

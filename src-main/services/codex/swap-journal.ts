import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type SwapJournal, swapJournalSchema } from '../../contract/swap-journal.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import { say } from '../../domain/sentence/sentence.ts';
import { decodeText, encodeText } from './decode-text.ts';
import type { FileLayer } from './file-layer.ts';
import { removeTemporaries, replaceFile } from './replace-file.ts';

const JOURNAL_FILE = 'codex-swap.json';
const BACKUP_FOLDER = 'codex-backups';
const KEPT_BACKUPS = 10;

/** The memory of a swap that survives us: a journal while it is in force, and the last ten originals. */
export interface JournalStore {
  /** @throws AppError `contract-violation` for a journal that cannot be read: it is never ignored. */
  read(): Promise<SwapJournal | undefined>;
  write(journal: SwapJournal): Promise<void>;
  remove(): Promise<void>;
  /** Keeps the bytes and gives the name to find them again. */
  backUp(bytes: Uint8Array, atMs: number): Promise<string>;
  readBackup(name: string): Promise<Uint8Array | undefined>;
}

export function openJournal(files: FileLayer, stateFolder: string, token: string): JournalStore {
  const path = join(stateFolder, JOURNAL_FILE);
  const backups = join(stateFolder, BACKUP_FOLDER);

  async function prune(): Promise<void> {
    const names = (await files.list(backups)).sort();
    const whole = names.filter(name => /^\d.*\.toml$/.test(name));
    const cut = names.filter(name => name.endsWith('.tmp'));
    for (const name of [...whole.slice(0, -KEPT_BACKUPS), ...cut]) await files.remove(join(backups, name));
  }

  return {
    async read() {
      const bytes = await files.read(path);
      if (bytes === undefined) return undefined;
      const parsed = swapJournalSchema.safeParse(parseJson(decodeText(bytes)));
      if (parsed.success) return parsed.data;
      throw new AppError('contract-violation', say`${path} cannot be read.`, {
        cause: parsed.error,
        detail: 'journal_broken',
        remedy: say`The last originals of config.toml are in ${backups}. "signalbox codex restore --force" takes our keys out without the journal.`,
      });
    },
    async write(journal) {
      await files.makeFolder(stateFolder);
      await removeTemporaries(files, path);
      const bytes = encodeText(`${JSON.stringify(journal, null, 1)}\n`);
      await replaceFile(files, path, { bytes, mode: 0o600, token });
    },
    async remove() {
      if ((await files.facts(path)) === undefined) return;
      await files.remove(path);
      await files.syncFolder(stateFolder);
    },
    async backUp(bytes, atMs) {
      await files.makeFolder(backups);
      // The time sorts, zero-padded; the hash tells two swaps of one millisecond apart.
      const name = `${String(atMs).padStart(15, '0')}-${sha256(bytes).slice(0, 12)}.toml`;
      await replaceFile(files, join(backups, name), { bytes, mode: 0o600, token });
      await prune();
      return name;
    },
    readBackup: name => files.read(join(backups, name)),
  };
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    // Undefined fails the schema, which tells the person.
    return undefined;
  }
}

import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { readJsonFile } from '../host/read-json-file.ts';
import { writeFileAtomic } from '../host/write-file-atomic.ts';
import type { Keychain } from './keychain.ts';

const fileSchema = z.array(z.string());

/** A keychain that knows what was put into it without being opened. */
export interface NotedKeychain extends Keychain {
  /** The providers whose keys were put in and not taken out again. */
  noted(): Promise<readonly string[]>;
}

/** Where the names of remembered providers are noted. */
export function rememberedKeysPath(userDataFolder: string): string {
  return join(userDataFolder, 'state', 'remembered-keys.json');
}

/**
 * A keychain that is only opened for what was put into it from here. The names of those providers, never a
 * key, are noted at `path`: most people tick no box, and a locked keychain that nobody needs would ask for a
 * password at start. A damaged note is an empty one.
 */
export function createNotedKeychain(keychain: Keychain, path: string): NotedKeychain {
  /** One after the other: two keys may be put in at the same time, and neither note may be lost. */
  let writing: Promise<unknown> = Promise.resolve();
  function note(change: (noted: Set<string>) => void): Promise<void> {
    const written = writing.then(async () => {
      const noted = new Set(await readNoted(path));
      change(noted);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await writeFileAtomic(path, `${JSON.stringify([...noted])}\n`);
    });
    writing = written.catch(() => undefined); // told to who asked for it; the next note is another's
    return written;
  }
  return {
    noted: () => readNoted(path),
    async find(providers) {
      const noted = await readNoted(path);
      return await keychain.find(providers.filter(provider => noted.includes(provider)));
    },
    async set(provider, key) {
      await keychain.set(provider, key);
      await note(noted => noted.add(provider));
    },
    async delete(provider) {
      await keychain.delete(provider);
      await note(noted => noted.delete(provider));
    },
  };
}

async function readNoted(path: string): Promise<readonly string[]> {
  return (await readJsonFile(path, fileSchema)) ?? [];
}

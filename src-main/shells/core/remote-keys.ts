import type { ListenSettings } from '../../contract/settings.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import { say } from '../../domain/sentence/sentence.ts';

/** Keys of the person's own, which callers on other computers present to the router. They stay in memory. */
export interface RemoteKeys {
  /** Takes the key out of the environment, so that children do not get it. */
  take(listen: ListenSettings): void;
  /**
   * @returns undefined while only this computer can call
   * @throws AppError `settings-invalid`, detail `remote_key_missing` or `remote_key_short`
   */
  keyFor(listen: ListenSettings): string | undefined;
  /** For the log's fence. */
  all(): readonly string[];
}

/** What nobody finds by trying: 128 bits in hexadecimal digits. */
const SHORTEST = 32;

/** @param env loses what is taken from it */
export function createRemoteKeys(env: Record<string, string | undefined>): RemoteKeys {
  const taken = new Map<string, string>();
  function take({ key_env }: ListenSettings): void {
    const value = key_env === undefined ? undefined : env[key_env]?.trim();
    if (key_env === undefined || !value) return;
    taken.set(key_env, value);
    delete env[key_env];
  }
  return {
    take,
    keyFor(listen) {
      take(listen);
      if (listen.host === '127.0.0.1') return undefined;
      const name = listen.key_env ?? '';
      const key = taken.get(name);
      if (key !== undefined && key.length >= SHORTEST) return key;
      const isMissing = key === undefined;
      throw new AppError(
        'settings-invalid',
        isMissing
          ? say`listen.host lets other computers call, and ${name} holds no key for them.`
          : say`The key in ${name} has fewer than ${SHORTEST} characters.`,
        {
          detail: isMissing ? 'remote_key_missing' : 'remote_key_short',
          remedy: say`Set ${name} to ${SHORTEST} random characters or more before Signalbox starts, or listen.host to 127.0.0.1.`,
        },
      );
    },
    all: () => [...taken.values()],
  };
}

import { join } from 'node:path';
import {
  createNotedKeychain,
  type NotedKeychain,
  rememberedKeysPath,
} from '../../services/keys/noted-keychain.ts';
import { createOsKeychain, type OsKeychain } from '../../services/keys/os-keychain.ts';
import type { Surroundings } from './surroundings.ts';

/** Long enough to type a password that the key chain asks for; a command that hangs is worse than one that gives up. */
const PATIENCE_MS = 15_000;

/** The OS keychain as a command reaches it, without a running Signalbox. */
export function openOwnKeychain({ programFolder, env }: Surroundings): OsKeychain {
  return createOsKeychain({ entry: join(programFolder, 'keychain.js'), env, findWithinMs: PATIENCE_MS });
}

/** The same, opened only for what was put into it from here. */
export function openNotedKeychain(at: Surroundings): NotedKeychain {
  return createNotedKeychain(openOwnKeychain(at), rememberedKeysPath(at.userDataFolder));
}

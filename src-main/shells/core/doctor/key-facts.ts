import type { KeyStatus } from '../../../contract/snapshot.ts';
import type { KeychainFact, KeyFact } from '../../../domain/doctor/check-keys.ts';
import { say } from '../../../domain/sentence/sentence.ts';
import type { Keychain } from '../../../services/keys/keychain.ts';

export function keyFacts(keys: readonly KeyStatus[]): readonly KeyFact[] {
  return keys.map(({ label, envName, present, lastCheck }) => ({
    label,
    envName,
    present,
    ...(lastCheck === undefined ? {} : { lastCheck: lastCheck.result }),
  }));
}

/** Nobody's key: what is not there can be looked for without having a locked key chain ask for its password. */
const NOBODY = 'nobody';

/** Without a desktop session nobody expects a key chain on Linux. */
export async function keychainFact(
  keychain: Pick<Keychain, 'find'>,
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): Promise<KeychainFact> {
  const isExpected = platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
  try {
    await keychain.find([NOBODY]);
    return { kind: 'available' };
  } catch {
    // Its own message names a library at most; what helps is the same whatever it is.
    return isExpected ? { kind: 'unavailable', reason: say`no service answers` } : { kind: 'unused' };
  }
}

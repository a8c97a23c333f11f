import { newKeySchema } from '../../contract/dashboard-calls.ts';
import { KEYED_PROVIDERS } from '../../contract/provider-id.ts';
import type { KeyStatus } from '../../contract/snapshot.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import { createKeyVault } from '../../services/keys/key-vault.ts';
import { createOsKeychain } from '../../services/keys/keychain.ts';
import { callInstance } from '../core/call-instance.ts';
import { findInstance } from '../core/claim-instance.ts';
import { findRunning } from './find-running.ts';
import { outcomeOrThrow } from './outcome-or-throw.ts';
import { table } from './output/table.ts';
import type { Surroundings } from './surroundings.ts';

export interface KeyList {
  /** Whether a running Signalbox said so; otherwise it is what one started here would find. */
  readonly isRunning: boolean;
  readonly keys: readonly KeyStatus[];
}

export async function listKeys(at: Surroundings): Promise<KeyList> {
  const instance = await findInstance(at.userDataFolder);
  if (instance !== undefined) {
    return { isRunning: true, keys: await callInstance(instance, 'keys.list', undefined) };
  }
  const vault = createKeyVault(KEYED_PROVIDERS, { ...at.env }, createOsKeychain(), () => undefined);
  // A key chain that does not answer has nothing to list; doctor says why.
  await vault.recall().catch(() => undefined);
  return { isRunning: false, keys: vault.statuses() };
}

export function describeKeys({ isRunning, keys }: KeyList): string {
  const rows = keys.map(({ provider, label, present, source, envName, lastCheck }) => [
    provider,
    label,
    present ? (source === 'environment' ? `from ${envName}` : (source ?? 'present')) : 'none',
    lastCheck === undefined ? '' : lastCheck.message,
  ]);
  const head = isRunning ? '' : 'No Signalbox is running; one started here would find:\n';
  return head + table(rows);
}

/** @throws AppError when the words cannot be a key of that provider */
export function checkKeyWords(provider: string, key: string): void {
  if (newKeySchema.safeParse(key).success) return;
  throw new AppError(
    'rejected',
    `That cannot be a key for ${provider}: 8 to 512 characters without spaces.`,
    {
      detail: 'key_malformed',
      remedy: `Paste it again: signalbox keys set ${provider}`,
    },
  );
}

/** Hands the key to the running Signalbox, or with `remember` alone to the key chain. @throws AppError */
export async function setKey(
  provider: string,
  key: string,
  isRemembered: boolean,
  at: Surroundings,
): Promise<string> {
  checkKeyWords(provider, key);
  const instance = await findInstance(at.userDataFolder);
  if (instance !== undefined) {
    outcomeOrThrow(await callInstance(instance, 'keys.set', { provider, key, remember: isRemembered }));
    return isRemembered ? 'Saved, and remembered in the key chain.' : 'Saved, until Signalbox ends.';
  }
  if (!isRemembered) {
    throw new AppError('unavailable', 'No Signalbox is running that could keep the key in memory.', {
      detail: 'not_running',
      remedy: 'Start it with `signalbox serve`, or add --remember to keep the key in the OS key chain.',
    });
  }
  await createOsKeychain().set(provider, key);
  return 'Remembered in the key chain; the next start of Signalbox finds it.';
}

/** @param provider all of them when absent. @throws AppError */
export async function forgetKeys(provider: string | undefined, at: Surroundings): Promise<string> {
  const instance = await findRunning(at.userDataFolder);
  outcomeOrThrow(
    provider === undefined
      ? await callInstance(instance, 'keys.forgetAll', undefined)
      : await callInstance(instance, 'keys.forget', { provider }),
  );
  return provider === undefined ? 'All keys are forgotten.' : `The key for ${provider} is forgotten.`;
}

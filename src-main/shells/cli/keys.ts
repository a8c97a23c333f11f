import { newKeySchema } from '../../contract/dashboard-calls.ts';
import type { Fault, KeyStatus } from '../../contract/snapshot.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import { createKeyVault } from '../../services/keys/key-vault.ts';
import { keyedProviders } from '../../services/keys/keyed-providers.ts';
import { callInstance } from '../core/call-instance.ts';
import { findInstance } from '../core/claim-instance.ts';
import { faultOf } from '../core/fault-of.ts';
import { outcomeOrThrow } from './outcome-or-throw.ts';
import { table } from './output/table.ts';
import { openNotedKeychain } from './own-keychain.ts';
import { readSettings } from './read-settings.ts';
import type { Surroundings } from './surroundings.ts';

export interface KeyList {
  /** Whether a running Signalbox said so; otherwise it is what one started here would find. */
  readonly isRunning: boolean;
  readonly keys: readonly KeyStatus[];
  /** Why remembered keys are missing. */
  readonly keychainFault?: Fault;
}

export async function listKeys(at: Surroundings): Promise<KeyList> {
  const instance = await findInstance(at.userDataFolder);
  if (instance !== undefined) {
    const { keys, keychainFault } = await callInstance(instance, 'snapshot.get', undefined);
    return { isRunning: true, keys, ...(keychainFault === undefined ? {} : { keychainFault }) };
  }
  await using settings = await readSettings(at);
  const providers = keyedProviders(settings.current().providers);
  const vault = createKeyVault(providers, { ...at.env }, openNotedKeychain(at), () => undefined);
  await vault.readNotes();
  const keychainFault = await vault.recall().then(() => undefined, faultOf);
  return {
    isRunning: false,
    keys: vault.statuses(),
    ...(keychainFault === undefined ? {} : { keychainFault }),
  };
}

export function describeKeys({ isRunning, keys, keychainFault }: KeyList): string {
  const rows = keys.map(({ provider, label, present, source, envName, remembered, lastCheck }) => [
    provider,
    label,
    present ? (source === 'environment' ? `from ${envName}` : (source ?? 'present')) : 'none',
    lastCheck?.message ?? (remembered && !present ? 'remembered, but not given out by the key chain' : ''),
  ]);
  const head = isRunning ? '' : 'No Signalbox is running; one started here would find:\n';
  const why = keychainFault === undefined ? [] : [keychainFault.message, keychainFault.remedy ?? ''];
  return [head + table(rows), ...why].filter(line => line !== '').join('\n');
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
  await openNotedKeychain(at).set(provider, key);
  return 'Remembered in the key chain; the next start of Signalbox finds it.';
}

/**
 * Of the running Signalbox, else of the key chain alone.
 * @param provider all of them when absent. @throws AppError
 */
export async function forgetKeys(provider: string | undefined, at: Surroundings): Promise<string> {
  const done = provider === undefined ? 'All keys are forgotten.' : `The key for ${provider} is forgotten.`;
  const instance = await findInstance(at.userDataFolder);
  if (instance !== undefined) {
    outcomeOrThrow(
      provider === undefined
        ? await callInstance(instance, 'keys.forgetAll', undefined)
        : await callInstance(instance, 'keys.forget', { provider }),
    );
    return done;
  }
  const keychain = openNotedKeychain(at);
  const noted = await keychain.noted();
  const forgotten = noted.filter(name => provider === undefined || name === provider);
  if (forgotten.length === 0) {
    throw new AppError('unavailable', 'No Signalbox is running, and no such key is remembered.', {
      detail: 'not_running',
      remedy: 'A key in memory ends with Signalbox. `signalbox keys list` shows where keys come from.',
    });
  }
  for (const name of forgotten) await keychain.delete(name);
  return done;
}

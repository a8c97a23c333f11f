import { AppError } from '../../domain/errors/app-error.ts';

/** Where keys are remembered, when the person ticks it. */
export interface Keychain {
  get(provider: string): Promise<string | undefined>;
  set(provider: string, key: string): Promise<void>;
  delete(provider: string): Promise<void>;
}

const SERVICE = 'Signalbox';

/**
 * The OS keychain: Credential Manager, Keychain or Secret Service. The native module is loaded at first use,
 * since most people never tick the box.
 */
export function createOsKeychain(): Keychain {
  const load = async () => (await import('keytar')).default;
  async function attempt<T>(use: (keytar: Awaited<ReturnType<typeof load>>) => Promise<T>): Promise<T> {
    try {
      return await use(await load());
    } catch (cause) {
      throw new AppError('unavailable', 'The keychain of this computer does not answer.', {
        // Its own message says at most which service is missing.
        cause,
        detail: 'keychain_unavailable',
        remedy:
          'The key is kept in memory until Signalbox quits. On Linux a Secret Service such as gnome-keyring has to run.',
      });
    }
  }
  return {
    get: provider => attempt(async keytar => (await keytar.getPassword(SERVICE, provider)) ?? undefined),
    set: (provider, key) => attempt(keytar => keytar.setPassword(SERVICE, provider, key)),
    delete: provider => attempt(async keytar => void (await keytar.deletePassword(SERVICE, provider))),
  };
}

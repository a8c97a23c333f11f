import type { KeychainAnswer, KeychainRequest } from '../../contract/keychain-link.ts';
import { assertNever } from '../../lib/assert-never.ts';

const SERVICE = 'Signalbox';

/**
 * Does one thing in the OS keychain: Credential Manager, Keychain or Secret Service. For a process that does
 * nothing else: the call occupies a thread for as long as the keychain does not answer, and cannot be
 * cancelled; a Node process with such a thread cannot end by itself.
 */
export async function useNativeKeychain(request: KeychainRequest): Promise<KeychainAnswer> {
  try {
    const { default: keytar } = await import('keytar');
    switch (request.do) {
      case 'find': {
        const keys: Record<string, string> = {};
        for (const provider of request.providers) {
          const key = await keytar.getPassword(SERVICE, provider);
          if (key !== null) keys[provider] = key;
        }
        return { ok: true, keys };
      }
      case 'set':
        await keytar.setPassword(SERVICE, request.provider, request.key);
        return { ok: true, keys: {} };
      case 'delete':
        await keytar.deletePassword(SERVICE, request.provider);
        return { ok: true, keys: {} };
      default:
        return assertNever(request);
    }
  } catch (cause) {
    return { ok: false, reason: cause instanceof Error ? cause.message : String(cause) };
  }
}

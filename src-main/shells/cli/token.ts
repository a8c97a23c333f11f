import { AppError } from '../../domain/errors/app-error.ts';
import { localKeyPath, readLocalKey } from '../../services/instance/local-key-file.ts';
import type { Keychain } from '../../services/keys/keychain.ts';

/**
 * The local key of the running router. Codex runs this for every session and again after a 401, so it must
 * stay quick: it reads one file.
 * @throws AppError `not_running`
 */
export async function readToken(temporaryFolder: string): Promise<string> {
  const key = await readLocalKey(localKeyPath(temporaryFolder));
  if (key !== undefined && key !== '') return key;
  throw new AppError('unavailable', 'Routing is not running, so there is no local key.', {
    detail: 'not_running',
    remedy: 'Start routing in the Signalbox tray, or with `signalbox serve`.',
  });
}

/**
 * The Hugging Face key, for Codex started without the router. It comes from the OS keychain, never out of the
 * running Signalbox: what is in its memory stays there. A Codex that Signalbox starts has no HF_TOKEN in its
 * environment, where the commands it runs would see it; one that the person starts may have.
 * @throws AppError `key-missing`
 */
export async function readHuggingfaceKey(
  env: Readonly<Record<string, string | undefined>>,
  keychain: Pick<Keychain, 'find'>,
): Promise<string> {
  const key = env.HF_TOKEN?.trim() || (await keychain.find(['huggingface'])).huggingface;
  if (key) return key;
  throw new AppError('key-missing', 'There is no Hugging Face key that Codex itself could use.', {
    remedy:
      'Save it in the key chain: `signalbox keys set huggingface --remember`. A Codex you start yourself finds HF_TOKEN, too.',
  });
}

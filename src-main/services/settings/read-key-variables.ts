import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KEYED_PROVIDERS } from '../../contract/provider-id.ts';
import { hasErrorCode } from '../host/has-error-code.ts';
import { ROUTER_FILE } from './known-keys.ts';
import { parseRouterYaml } from './parse-settings.ts';

/**
 * Every environment variable that may carry a key: those everybody has, and those that
 * `router.yaml` names. Read from the file as it stands, without making one.
 *
 * @param folder user data folder
 */
export async function readKeyVariables(folder: string): Promise<readonly string[]> {
  const common = KEYED_PROVIDERS.map(({ envName }) => envName);
  return [...new Set([...common, ...namedIn(await readText(join(folder, ROUTER_FILE)))])];
}

/** A file with a mistake in it still says which variables are keys; then whatever looks like a name counts. */
function namedIn(text: string): string[] {
  const parsed = parseRouterYaml(text);
  if (parsed.ok) {
    const { providers, listen } = parsed.value;
    return [...Object.values(providers), listen].flatMap(({ key_env }) => key_env ?? []);
  }
  return [...text.matchAll(/\bkey_env["']?\s*:\s*["']?(\w+)/g)].map(([, name = '']) => name);
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    if (hasErrorCode(cause, 'ENOENT', 'ENOTDIR')) return '';
    throw cause;
  }
}

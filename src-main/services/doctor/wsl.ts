import { readFile } from 'node:fs/promises';
import type { WslFact } from '../../domain/doctor/check-network.ts';
import { hasErrorCode } from '../host/has-error-code.ts';

const ON_WINDOWS = /^\/mnt\/[a-z]\/|\.exe$/i;

async function kernelName(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    if (hasErrorCode(cause, 'ENOENT', 'EACCES')) return '';
    throw cause;
  }
}

/** Whether this is WSL, and whether Codex is on the other side of it. */
export async function detectWsl(
  env: Readonly<Record<string, string | undefined>>,
  platform: string,
  codexPath = '',
  codexHome = '',
  versionFile = '/proc/version',
): Promise<WslFact> {
  if (platform !== 'linux') return { isWsl: false, crossesToWindows: false };
  const isWsl = env.WSL_DISTRO_NAME !== undefined || /microsoft/i.test(await kernelName(versionFile));
  return { isWsl, crossesToWindows: isWsl && (ON_WINDOWS.test(codexPath) || ON_WINDOWS.test(codexHome)) };
}

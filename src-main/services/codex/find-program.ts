import { access, constants, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { CodexSurroundings } from './codex-home.ts';

/** The first file named `program` in `folders` that can be run; on Windows with an extension of PATHEXT. */
export async function findProgram(
  program: string,
  folders: readonly string[],
  { platform, env }: Pick<CodexSurroundings, 'platform' | 'env'>,
): Promise<string | undefined> {
  const names = platform === 'win32' ? withExtensions(program, env.PATHEXT) : [program];
  for (const folder of folders) {
    for (const name of names) {
      const path = join(folder, name);
      if (await canRun(path)) return path;
    }
  }
  return undefined;
}

/** Whether `path` is a file that may be executed. On Windows every readable file counts. */
export async function canRun(path: string): Promise<boolean> {
  try {
    if (!(await stat(path)).isFile()) return false;
    await access(path, constants.X_OK);
    return true;
  } catch {
    // Absent, unreadable, a broken link: in each case there is nothing to run here.
    return false;
  }
}

function withExtensions(program: string, pathExt: string | undefined): string[] {
  if (extname(program) !== '') return [program];
  return (pathExt || '.COM;.EXE;.BAT;.CMD')
    .split(';')
    .filter(extension => extension !== '')
    .map(extension => program + extension.toLowerCase());
}

import { join, resolve } from 'node:path';

export interface CodexSurroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The person's home folder, absolute. */
  readonly homeFolder: string;
}

/** Codex's own folder: CODEX_HOME, else `~/.codex`. It need not exist. */
export function codexHome({ env, homeFolder }: Pick<CodexSurroundings, 'env' | 'homeFolder'>): string {
  return env.CODEX_HOME ? resolve(env.CODEX_HOME) : join(homeFolder, '.codex');
}

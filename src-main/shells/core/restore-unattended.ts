import { findInstance } from './claim-instance.ts';
import { type CodexConfigOptions, openCodexConfig } from './codex-config.ts';

/**
 * Undoes the swap with nobody watching: at login, and when Signalbox died. A Signalbox that runs has done so
 * itself, and may have swapped anew; one that does not answer serves no Codex. Swap mode stays as it was chosen.
 *
 * @returns whether nothing is left to undo
 */
export async function restoreUnattended(options: CodexConfigOptions): Promise<boolean> {
  const running = await findInstance(options.userDataFolder).catch(() => undefined);
  if (running !== undefined) return true;
  return (await openCodexConfig(options).swap.restore()).problem === undefined;
}

/** The same with the folders that an entry for the login names, because a login knows no variable of a shell. */
export function restoreAtLogin(
  options: CodexConfigOptions,
  { codexHome, dataFolder }: { readonly codexHome?: string; readonly dataFolder?: string },
): Promise<boolean> {
  const { surroundings } = options;
  return restoreUnattended({
    ...options,
    surroundings: {
      ...surroundings,
      env: { ...surroundings.env, ...(codexHome === undefined ? {} : { CODEX_HOME: codexHome }) },
    },
    userDataFolder: dataFolder ?? options.userDataFolder,
  });
}

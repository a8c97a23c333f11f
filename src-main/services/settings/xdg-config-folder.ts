import { posix } from 'node:path';

/** `$XDG_CONFIG_HOME`, else `~/.config`. A relative one is ignored, as the base directory specification asks. */
export function xdgConfigFolder(
  env: Readonly<Record<string, string | undefined>>,
  homeFolder: string,
): string {
  const said = env.XDG_CONFIG_HOME;
  return said && posix.isAbsolute(said) ? said : posix.join(homeFolder, '.config');
}

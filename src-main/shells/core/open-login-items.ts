import { createHash } from 'node:crypto';
import { appImageOf } from '../../domain/login/app-image.ts';
import { autostartPath } from '../../domain/login/plan-login-item.ts';
import { planRestoreItem } from '../../domain/login/plan-restore-item.ts';
import { type CodexSurroundings, codexHome as usualCodexHome } from '../../services/codex/codex-home.ts';
import { readAutostart } from '../../services/login/autostart-file.ts';
import { openRestoreItem } from '../../services/login/restore-item.ts';
import { userDataFolder as usualDataFolder } from '../../services/settings/user-data-folder.ts';
import { xdgConfigFolder } from '../../services/settings/xdg-config-folder.ts';
import type { CliCommand } from './cli-command.ts';
import type { RestoreItemOptions } from './swap-with-restore-item.ts';

export interface LoginItemsOptions {
  readonly surroundings: CodexSurroundings;
  readonly cli: CliCommand;
  readonly userDataFolder: string;
  readonly codexHome: string;
  readonly startsAtLogin?: (() => boolean) | undefined;
}

/** What this system can be told to do at login about Codex's configuration. */
export function openLoginItems(options: LoginItemsOptions): Omit<RestoreItemOptions, 'onDefect'> {
  const { cli, userDataFolder, codexHome, startsAtLogin } = options;
  const { platform, env, homeFolder } = options.surroundings;
  const configFolder = xdgConfigFolder(env, homeFolder);
  // As a login finds them, whatever this process was told.
  const usual = {
    data: usualDataFolder({ platform, env: { APPDATA: env.APPDATA }, homeFolder }),
    codex: usualCodexHome({ env: {}, homeFolder }),
  };
  const isElsewhere = userDataFolder !== usual.data;
  return {
    item: openRestoreItem(
      planRestoreItem({
        platform,
        cli,
        app: appToStart(cli, platform, env),
        homeFolder,
        configFolder,
        ...(codexHome === usual.codex ? {} : { codexHome }),
        ...(isElsewhere ? { dataFolder: userDataFolder } : {}),
        suffix: isElsewhere ? `-${shortHash(userDataFolder)}` : '',
      }),
    ),
    startsAtLogin: async () =>
      startsAtLogin?.() ?? (platform === 'linux' && (await readAutostart(autostartPath(configFolder)))),
  };
}

/** A command line with arguments of its own is a checkout's or npm's: there is no app to start. */
function appToStart(cli: CliCommand, platform: string, env: CodexSurroundings['env']): string | undefined {
  if (cli.args.length > 0) return undefined;
  return platform === 'win32' ? process.execPath : appImageOf(env, process.execPath);
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

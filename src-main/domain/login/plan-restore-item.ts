import { quoteWindows } from '../codex/shell-quote.ts';
import { autostartEntry } from './desktop-entry.ts';
import { launchAgent } from './launch-agent.ts';

/** Has the app itself, where it is what the system starts, put Codex's configuration back and end. */
export const RESTORE_AT_LOGIN_FLAG = '--restore-codex-at-login';

export interface RestoreItemFacts {
  readonly platform: string;
  /** How another program runs `signalbox`. */
  readonly cli: { readonly command: string; readonly args: readonly string[] };
  /**
   * The packaged app's executable where that is the better thing to start: an AppImage, whose command line
   * lies in a folder that is there only while it runs; on Windows, where a command line opens a window.
   */
  readonly app?: string | undefined;
  readonly homeFolder: string;
  /** XDG_CONFIG_HOME or its default. */
  readonly configFolder: string;
  /** Where they are not where they are looked for without being told: a login knows no variable of a shell. */
  readonly codexHome?: string | undefined;
  readonly dataFolder?: string | undefined;
  /** Tells Signalboxes with other data folders apart; '' for the usual one. */
  readonly suffix: string;
}

export type RestoreItemPlan =
  /** This file present is on, absent is off. */
  | { readonly kind: 'file'; readonly path: string; readonly text: string }
  /** A value of `HKEY_CURRENT_USER`'s key of programs to run at login. */
  | { readonly kind: 'run-key'; readonly key: string; readonly name: string; readonly command: string }
  | { readonly kind: 'unsupported' };

export const RUN_KEY = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run';
const LABEL = 'dev.signalbox.codex-restore';
/** Windows does not run a longer one: "Run and RunOnce Registry Keys", Microsoft Win32 documentation. */
const MAX_RUN_COMMAND = 260;

/** What puts Codex's own configuration back at the next login, if nothing has done so before. */
export function planRestoreItem(facts: RestoreItemFacts): RestoreItemPlan {
  const { platform, suffix } = facts;
  const argv = restoreCommand(facts);
  const [command = '', ...args] = argv;
  switch (platform) {
    case 'linux':
      return {
        kind: 'file',
        path: `${facts.configFolder}/autostart/signalbox-codex-restore${suffix}.desktop`,
        text: autostartEntry(command, args, 'Puts the Codex configuration back after a crash'),
      };
    case 'darwin':
      return {
        kind: 'file',
        path: `${facts.homeFolder}/Library/LaunchAgents/${LABEL}${suffix}.plist`,
        text: launchAgent(`${LABEL}${suffix}`, argv),
      };
    case 'win32': {
      const line = argv.map(quoteWindows).join(' ');
      if (line.length > MAX_RUN_COMMAND) return { kind: 'unsupported' };
      return { kind: 'run-key', key: RUN_KEY, name: `SignalboxCodexRestore${suffix}`, command: line };
    }
    default:
      return { kind: 'unsupported' };
  }
}

function restoreCommand({ cli, app, codexHome, dataFolder }: RestoreItemFacts): string[] {
  const start =
    app === undefined
      ? [cli.command, ...cli.args, 'codex', 'restore', '--at-login']
      : [app, RESTORE_AT_LOGIN_FLAG];
  return [
    ...start,
    ...(codexHome === undefined ? [] : [`--codex-home=${codexHome}`]),
    ...(dataFolder === undefined ? [] : [`--data-folder=${dataFolder}`]),
  ];
}

/** The folders that a command made by `planRestoreItem` names, for the app that was started with it. */
export function foldersNamed(argv: readonly string[]): { codexHome?: string; dataFolder?: string } {
  const named = (option: string) =>
    argv.find(word => word.startsWith(`${option}=`))?.slice(option.length + 1);
  const [codexHome, dataFolder] = [named('--codex-home'), named('--data-folder')];
  return {
    ...(codexHome === undefined ? {} : { codexHome }),
    ...(dataFolder === undefined ? {} : { dataFolder }),
  };
}

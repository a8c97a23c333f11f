import { autostartEntry } from './desktop-entry.ts';

/** Told to the app when the system starts it, so that it opens no window on its own. */
export const AT_LOGIN_FLAG = '--at-login';

export interface LoginFacts {
  readonly platform: string;
  /** Of the app. */
  readonly executable: string;
  readonly appImage?: string | undefined;
  /** Of an app out of a checkout: what starts it, instead of the bare Electron. */
  readonly checkout?: {
    readonly nodePath: string;
    readonly startScript: string;
    readonly appFolder: string;
  };
  /** XDG_CONFIG_HOME or its default. */
  readonly configFolder: string;
}

export type LoginItemPlan =
  /** Linux: this file present is on, absent is off. */
  | { readonly kind: 'autostart-file'; readonly path: string; readonly text: string }
  /** Windows and macOS: the system keeps the entry. macOS starts the app without arguments. */
  | { readonly kind: 'login-item'; readonly path: string; readonly args: readonly string[] }
  | { readonly kind: 'unsupported' };

/** @param configFolder XDG_CONFIG_HOME or its default */
export function autostartPath(configFolder: string): string {
  return `${configFolder}/autostart/signalbox.desktop`;
}

export function planLoginItem(facts: LoginFacts): LoginItemPlan {
  const { checkout } = facts;
  switch (facts.platform) {
    case 'linux': {
      const [command, ...args] =
        checkout === undefined
          ? [facts.appImage ?? facts.executable]
          : [checkout.nodePath, checkout.startScript];
      return {
        kind: 'autostart-file',
        path: autostartPath(facts.configFolder),
        text: autostartEntry(command ?? facts.executable, [...args, AT_LOGIN_FLAG]),
      };
    }
    case 'win32': {
      // Windows takes the arguments as one line: a path with blanks needs its quotes.
      const app = checkout === undefined ? [] : [`"${checkout.appFolder}"`];
      return { kind: 'login-item', path: facts.executable, args: [...app, AT_LOGIN_FLAG] };
    }
    case 'darwin':
      // A bare Electron cannot be told which app to open.
      return checkout === undefined
        ? { kind: 'login-item', path: facts.executable, args: [] }
        : { kind: 'unsupported' };
    default:
      return { kind: 'unsupported' };
  }
}

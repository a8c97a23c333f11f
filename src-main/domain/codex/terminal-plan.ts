import type { EnvironmentChange } from './environment.ts';
import { quotePosix, quoteWindows } from './shell-quote.ts';

export const LINUX_TERMINALS = [
  'ptyxis',
  'gnome-terminal',
  'konsole',
  'xfce4-terminal',
  'kitty',
  'alacritty',
  'wezterm',
  'foot',
  'xterm',
] as const;

export type TerminalKind =
  | 'windows-terminal'
  | 'cmd'
  | 'terminal-app'
  | 'iterm'
  | 'x-terminal-emulator'
  /** Named by $TERMINAL and not one of the others: assumed to understand `-e PROGRAM ARGS…`. */
  | 'custom'
  | (typeof LINUX_TERMINALS)[number];

export interface FoundTerminal {
  readonly kind: TerminalKind;
  /** Program to start: a path, or a name the system finds. */
  readonly path: string;
}

export interface TerminalRequest {
  readonly folder: string;
  readonly argv: readonly [string, ...string[]];
  readonly environment: EnvironmentChange;
}

export interface TerminalCommand {
  readonly file: string;
  readonly args: readonly string[];
  /** Working folder of the terminal itself, where it takes the folder from there. */
  readonly cwd?: string;
  /** Windows: `args` are already quoted and must reach the program as they are. */
  readonly verbatim?: boolean;
}

/** The command that opens `terminal` in the folder with the program running in it. */
export function planTerminal(terminal: FoundTerminal, request: TerminalRequest): TerminalCommand {
  const { kind, path } = terminal;
  const { folder } = request;
  const script = scriptArgs(request);
  switch (kind) {
    case 'windows-terminal':
      return { file: path, args: [windowsTerminalLine(request)], verbatim: true };
    case 'cmd':
      return { file: path, args: ['/d', '/s', '/k', `"${cmdLine(request)}"`], cwd: folder, verbatim: true };
    case 'terminal-app':
      return {
        file: path,
        args: osascript(
          ['tell application "Terminal"', 'do script (item 1 of argv)', 'activate', 'end tell'],
          request,
        ),
      };
    case 'iterm':
      return {
        file: path,
        args: osascript(
          [
            'tell application "iTerm"',
            'set opened to (create window with default profile)',
            'tell current session of opened to write text (item 1 of argv)',
            'activate',
            'end tell',
          ],
          request,
        ),
      };
    case 'gnome-terminal':
      return { file: path, args: [`--working-directory=${folder}`, '--', ...script] };
    case 'ptyxis':
      return { file: path, args: ['--new-window', `--working-directory=${folder}`, '--', ...script] };
    case 'konsole':
      return { file: path, args: ['--workdir', folder, '-e', ...script] };
    case 'xfce4-terminal':
      return { file: path, args: [`--working-directory=${folder}`, '-x', ...script] };
    case 'alacritty':
      return { file: path, args: ['--working-directory', folder, '-e', ...script] };
    case 'kitty':
      return { file: path, args: ['--directory', folder, ...script] };
    case 'wezterm':
      return { file: path, args: ['start', '--cwd', folder, '--', ...script] };
    case 'foot':
      return { file: path, args: [`--working-directory=${folder}`, ...script] };
    case 'xterm':
    case 'x-terminal-emulator':
    case 'custom':
      return { file: path, args: ['-e', ...script], cwd: folder };
  }
}

/**
 * Linux: words only, no quoting. The environment goes in by `env`, because several terminals hand the
 * command to a server process that has an environment of its own. After a failure the window stays open,
 * so that Codex's last words can be read.
 */
function scriptArgs(request: TerminalRequest): string[] {
  const wait = 'printf "\\nCodex ended with code %s. Press Enter to close." "$code"; read -r _';
  const script = `cd -- "$1" || exit; shift; "$@"; code=$?; [ "$code" -eq 0 ] || { ${wait}; }; exit "$code"`;
  return ['sh', '-c', script, 'signalbox', request.folder, ...withEnvironment(request)];
}

/** `env` takes its first word without `=` as the program, and needs `-u` before assignments. */
function withEnvironment({ argv, environment }: TerminalRequest): string[] {
  const removals = environment.unset.flatMap(name => ['-u', name]);
  const settings = Object.entries(environment.set).map(([name, value]) => `${name}=${value}`);
  return removals.length + settings.length === 0 ? [...argv] : ['env', ...removals, ...settings, ...argv];
}

/** macOS: one line for the login shell of a new window; AppleScript gets it as an argument, so nothing is spliced. */
function osascript(lines: readonly string[], request: TerminalRequest): string[] {
  const line = `cd ${quotePosix(request.folder)} && ${withEnvironment(request).map(quotePosix).join(' ')}`;
  return [...['on run argv', ...lines, 'end run'].flatMap(part => ['-e', part]), line];
}

/**
 * What cmd runs, to stand between the outer quotes that `/s` strips. Between quotes only `%` keeps a
 * meaning for cmd, and only where a variable of that name exists.
 */
function cmdLine({ argv, environment }: TerminalRequest): string {
  const steps = [
    ...environment.unset.map(name => `set "${name}="`),
    ...Object.entries(environment.set).map(([name, value]) => `set "${name}=${value}"`),
    argv.map(quoteWindows).join(' '),
  ];
  return steps.join(' & ');
}

/**
 * Windows Terminal splits its command line into words and joins them again, quoting only words with a
 * space, so nothing may hang on quotes of ours. `call` keeps cmd from stripping the quotes of a first word,
 * and `&` sticks to a value without spaces because cmd would count a space before it as part of the value.
 * `;` ends a command for Windows Terminal, quoted or not.
 */
function windowsTerminalLine({ folder, argv, environment }: TerminalRequest): string {
  const settings = [...environment.unset.map(name => [name, '']), ...Object.entries(environment.set)].flatMap(
    ([name, value = '']) =>
      value.includes(' ') ? ['set', `"${name}=${value}"`, '&'] : ['set', `${name}=${value}&`],
  );
  const words = [
    '-w',
    'new',
    'new-tab',
    '-d',
    quoteWindows(folder),
    'cmd.exe',
    '/d',
    '/k',
    ...settings,
    'call',
  ];
  return [...words, ...argv.map(quoteWindows)].join(' ').replaceAll(';', '\\;');
}

import { planMacTerminal } from './plan-mac-terminal.ts';
import { planCmd, planWindowsTerminal } from './plan-windows-terminal.ts';
import { type TerminalCommand, type TerminalRequest, withEnvironment } from './terminal-request.ts';

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

/**
 * The command that opens `terminal` in the folder with the program running in it; undefined where that terminal
 * cannot be told so without it reading something else.
 */
export function planTerminal(terminal: FoundTerminal, request: TerminalRequest): TerminalCommand | undefined {
  const { kind, path } = terminal;
  const { folder } = request;
  const script = scriptArgs(request);
  switch (kind) {
    case 'windows-terminal':
      return planWindowsTerminal(path, request);
    case 'cmd':
      return planCmd(path, request);
    case 'terminal-app':
    case 'iterm':
      return planMacTerminal(kind, path, request);
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

import { stat } from 'node:fs/promises';
import { basename, isAbsolute, join } from 'node:path';
import { type FoundTerminal, LINUX_TERMINALS, type TerminalKind } from '../../domain/codex/terminal-plan.ts';
import type { CodexSurroundings } from './codex-home.ts';
import { canRun, findProgram } from './find-program.ts';

/** The terminals of this machine, the best first. Empty on a Linux machine without a screen. */
export async function findTerminals(surroundings: CodexSurroundings): Promise<FoundTerminal[]> {
  switch (surroundings.platform) {
    case 'win32':
      return findOnWindows(surroundings);
    case 'darwin':
      return findOnMac(surroundings);
    default:
      return findOnLinux(surroundings);
  }
}

async function findOnWindows({ env, homeFolder, platform }: CodexSurroundings): Promise<FoundTerminal[]> {
  const local = env.LOCALAPPDATA ?? join(homeFolder, 'AppData', 'Local');
  const folders = [join(local, 'Microsoft', 'WindowsApps'), ...(env.Path ?? env.PATH ?? '').split(';')];
  const terminal = await findProgram('wt', folders, { platform, env });
  const cmd: FoundTerminal = { kind: 'cmd', path: env.ComSpec ?? env.COMSPEC ?? 'cmd.exe' };
  return terminal ? [{ kind: 'windows-terminal', path: terminal }, cmd] : [cmd];
}

/** Terminal unless the person starts us from iTerm, or has only that. */
async function findOnMac({ env, homeFolder }: CodexSurroundings): Promise<FoundTerminal[]> {
  const osascript = '/usr/bin/osascript';
  const places = ['/Applications/iTerm.app', join(homeFolder, 'Applications', 'iTerm.app')];
  const hasIterm = (await Promise.all(places.map(isFolder))).includes(true);
  const terminal: FoundTerminal = { kind: 'terminal-app', path: osascript };
  if (!hasIterm) return [terminal];
  const iterm: FoundTerminal = { kind: 'iterm', path: osascript };
  return env.TERM_PROGRAM === 'iTerm.app' ? [iterm, terminal] : [terminal, iterm];
}

async function findOnLinux(surroundings: CodexSurroundings): Promise<FoundTerminal[]> {
  const { env } = surroundings;
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return [];
  const folders = (env.PATH ?? '').split(':').filter(folder => folder !== '');
  const found: FoundTerminal[] = [];
  const chosen = env.TERMINAL && (await locate(env.TERMINAL, folders, surroundings));
  if (chosen) found.push({ kind: linuxKind(basename(chosen)), path: chosen });
  for (const name of ['x-terminal-emulator', ...LINUX_TERMINALS] as const) {
    if (name === 'xterm' || name === 'foot') {
      // Each speaks to one kind of display only.
      if (!(name === 'xterm' ? env.DISPLAY : env.WAYLAND_DISPLAY)) continue;
    }
    const path = await findProgram(name, folders, surroundings);
    if (path && path !== chosen) found.push({ kind: name, path });
  }
  return found;
}

async function locate(program: string, folders: readonly string[], surroundings: CodexSurroundings) {
  if (isAbsolute(program)) return (await canRun(program)) ? program : undefined;
  return findProgram(program, folders, surroundings);
}

function linuxKind(name: string): TerminalKind {
  return LINUX_TERMINALS.find(known => known === name) ?? 'custom';
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    // Not there, or not for us to see.
    return false;
  }
}

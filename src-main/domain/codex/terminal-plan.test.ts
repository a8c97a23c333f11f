import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type FoundTerminal, planTerminal } from './terminal-plan.ts';
import type { TerminalCommand, TerminalRequest } from './terminal-request.ts';

const request: TerminalRequest = {
  folder: '/home/zoë/my "repo"',
  argv: ['/opt/codex', '--profile', 'cost-routing'],
  environment: { set: { NO_PROXY: 'localhost' }, unset: ['HF_TOKEN'] },
};

function plan(kind: FoundTerminal['kind'], wanted = request): TerminalCommand {
  const command = planTerminal({ kind, path: kind }, wanted);
  if (command === undefined) throw new Error(`${kind} cannot be told`);
  return command;
}

describe('planTerminal on Linux', () => {
  it.each([
    ['gnome-terminal', ['--working-directory=/home/zoë/my "repo"', '--']],
    ['ptyxis', ['--new-window', '--working-directory=/home/zoë/my "repo"', '--']],
    ['konsole', ['--workdir', '/home/zoë/my "repo"', '-e']],
    ['xfce4-terminal', ['--working-directory=/home/zoë/my "repo"', '-x']],
    ['alacritty', ['--working-directory', '/home/zoë/my "repo"', '-e']],
    ['kitty', ['--directory', '/home/zoë/my "repo"']],
    ['wezterm', ['start', '--cwd', '/home/zoë/my "repo"', '--']],
    ['foot', ['--working-directory=/home/zoë/my "repo"']],
    ['xterm', ['-e']],
    ['x-terminal-emulator', ['-e']],
    ['custom', ['-e']],
  ] as const)('starts %s with the folder and the command as separate words', (kind, options) => {
    const command = plan(kind);
    expect(command.args.slice(0, options.length)).toEqual(options);
    expect(command.args.slice(options.length)).toEqual([
      'sh',
      '-c',
      expect.any(String),
      'signalbox',
      '/home/zoë/my "repo"',
      'env',
      '-u',
      'HF_TOKEN',
      'NO_PROXY=localhost',
      '/opt/codex',
      '--profile',
      'cost-routing',
    ]);
  });

  it('runs the program in the folder, whatever its name, with the changed environment', () => {
    using folder = temporaryFolder('it\'s a "dir" $HOME `id` ü ;\\');
    const { args } = plan('xterm', {
      folder: folder.path,
      argv: ['sh', '-c', 'printf "%s|%s|%s" "$PWD" "$HF_TOKEN" "$NO_PROXY"'],
      environment: request.environment,
    });
    const [program = '', ...words] = args.slice(1);
    const env = { ...process.env, HF_TOKEN: 'hf_secret' };
    expect(execFileSync(program, words, { encoding: 'utf8', env })).toBe(`${folder.path}||localhost`);
  });
});

describe('planTerminal on macOS', () => {
  it.each([
    'terminal-app',
    'iterm',
  ] as const)('hands %s one shell line as an argument of the script', kind => {
    const { args } = plan(kind, { ...request, folder: "/Users/o'neil/a b" });
    expect(args.at(-1)).toBe(
      `cd '/Users/o'"'"'neil/a b' && env -u HF_TOKEN NO_PROXY=localhost /opt/codex --profile cost-routing`,
    );
    expect(args.filter((_word, index) => index % 2 === 0).slice(0, -1)).toSatisfy((flags: string[]) =>
      flags.every(flag => flag === '-e'),
    );
    expect(args.join('\n')).toContain('item 1 of argv');
  });

  it('gives a line that a POSIX shell runs in the folder', () => {
    using folder = temporaryFolder("it's $HOME ü");
    const { args } = plan('iterm', {
      folder: folder.path,
      argv: ['pwd'],
      environment: { set: { A: "b 'c'" }, unset: [] },
    });
    expect(execFileSync('sh', ['-c', args.at(-1) ?? ''], { encoding: 'utf8' })).toBe(`${folder.path}\n`);
  });
});

describe('planTerminal on Windows', () => {
  const windows: TerminalRequest = {
    folder: 'C:\\Users\\Zoë K\\repo; (x86) & more',
    argv: ['C:\\Program Files (x86)\\nodejs\\codex.cmd', '--profile', 'cost-routing'],
    environment: { set: { NO_PROXY: 'a,b', CODEX_HOME: 'C:\\my codex' }, unset: ['HF_TOKEN'] },
  };

  it('runs cmd in the folder, with the whole command between the quotes that /s strips', () => {
    expect(plan('cmd', windows)).toEqual({
      file: 'cmd',
      args: [
        '/d',
        '/s',
        '/v:off',
        '/k',
        '"C:\\Program^ Files^ ^(x86^)\\nodejs\\codex.cmd --profile cost-routing"',
      ],
      cwd: windows.folder,
      verbatim: true,
    });
  });

  it('escapes the semicolons of Windows Terminal and needs no nested quotes', () => {
    expect(plan('windows-terminal', windows).args).toEqual([
      '-w new new-tab -d "C:\\Users\\Zoë K\\repo\\; (x86) & more" cmd.exe /d /v:off /k "ver>nul&" ' +
        'set "HF_TOKEN=&" set "NO_PROXY=a,b&" set "CODEX_HOME=C:\\my codex" "&" ' +
        '"C:\\Program Files (x86)\\nodejs\\codex.cmd" --profile cost-routing',
    ]);
  });

  it('enters a network folder by a drive letter, because cmd works in no other', () => {
    const folder = '\\\\wsl.localhost\\Debian\\home\\z k';
    expect(plan('cmd', { ...windows, folder })).not.toHaveProperty('cwd');
    expect(plan('cmd', { ...windows, folder }).args.at(-1)).toContain(`"pushd ^"${folder}^"&`);
    expect(plan('windows-terminal', { ...windows, folder }).args[0]).toContain(`pushd "${folder}" "&" "C:`);
  });
});

function temporaryFolder(name: string): Disposable & { readonly path: string } {
  const root = mkdtempSync(join(tmpdir(), 'signalbox-terminal-'));
  const path = mkdtempSync(join(root, name));
  return { path, [Symbol.dispose]: () => rmSync(root, { recursive: true }) };
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { findSessions } from '../../domain/codex/find-sessions.ts';
import { createDisposables } from '../../lib/disposables.ts';
import { listProcesses } from './list-processes.ts';
import { fakeMachine, installScript } from './testing/fake-codex.ts';

let open = createDisposables();
afterEach(async () => {
  await open[Symbol.asyncDispose]();
  open = createDisposables();
});

/** A program named `codex` that node runs, as npm's is, open with a profile in a folder of its own. */
async function openCodex() {
  const machine = open.use(fakeMachine());
  const path = join(machine.root, 'bin', 'codex');
  mkdirSync(join(machine.root, 'bin'));
  writeFileSync(path, 'console.log("open"); setInterval(() => undefined, 60_000);');
  const child = spawn(process.execPath, [path, '--profile', 'cost-routing', 'say "hello"'], {
    cwd: machine.root,
    env: { PATH: process.env.PATH, CODEX_HOME: machine.home },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  open.defer(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return { machine, pid: child.pid ?? 0 };
}

describe.skipIf(process.platform === 'win32')('the processes that may be a Codex', () => {
  it('are told by the kernel on Linux, each with its folder and home', async () => {
    if (process.platform !== 'linux') return;
    const { machine, pid } = await openCodex();
    const found = await listProcesses('linux');
    expect(found.find(process => process.pid === pid)).toMatchObject({
      parentPid: process.pid,
      argv: [
        process.execPath,
        join(machine.root, 'bin', 'codex'),
        '--profile',
        'cost-routing',
        'say "hello"',
      ],
      folder: machine.root,
      codexHome: machine.home,
    });
    expect(findSessions(found, { home: machine.home, isSwapped: false })).toEqual([
      { pid, folder: machine.root },
    ]);
    expect(findSessions(found, { home: '/elsewhere', isSwapped: false })).toEqual([]);
  });

  it('are told by ps on macOS, without folder and home', async () => {
    const { pid } = await openCodex();
    const found = await listProcesses('darwin');
    expect(findSessions(found, { home: '/elsewhere', isSwapped: false })).toContainEqual({ pid });
  });

  it('are told by PowerShell on Windows, whose lines quote what has spaces', async () => {
    const machine = open.use(fakeMachine());
    const lines = [
      '410 4 "C:\\Program Files\\nodejs\\node.exe" "C:\\Users\\Ada L\\npm\\codex.js" --profile cost-routing',
      '512 410 C:\\Users\\Ada\\npm\\codex.exe --profile cost-routing',
      '600 4 C:\\Users\\Ada\\codex.exe exec hi',
      '700 4 "C:\\Windows\\notepad.exe" codex.txt',
    ];
    installScript(machine, 'bin', 'powershell.exe', `cat <<'END'\r\n${lines.join('\r\n')}\r\nEND\r`);
    const path = process.env.PATH;
    process.env.PATH = `${join(machine.root, 'bin')}:${path}`;
    open.defer(() => {
      process.env.PATH = path;
    });
    const found = await listProcesses('win32');
    expect(found).toHaveLength(lines.length);
    // The program and the script that started it are one session; plain Codex is one only where it is swapped.
    const here = { home: 'C:\\Users\\Ada\\.codex' };
    expect(findSessions(found, { ...here, isSwapped: false })).toEqual([{ pid: 410 }]);
    expect(findSessions(found, { ...here, isSwapped: true })).toEqual([{ pid: 410 }, { pid: 600 }]);
  });
});

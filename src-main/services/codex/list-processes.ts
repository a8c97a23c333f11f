import { readdir, readFile, readlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { execa } from 'execa';
import type { ProcessFacts } from '../../domain/codex/find-sessions.ts';

const WITHIN_MS = 10_000;

/**
 * The processes of this machine that may be a Codex. What cannot be looked at (another user's, one that ended
 * meanwhile) is left out; a system that tells nothing gives none.
 */
export async function listProcesses(platform: NodeJS.Platform): Promise<ProcessFacts[]> {
  switch (platform) {
    case 'linux':
      return listLinux();
    case 'win32':
      return listWindows();
    default:
      return listPosix();
  }
}

async function listLinux(): Promise<ProcessFacts[]> {
  const pids = (await readdir('/proc').catch(() => [])).filter(name => /^\d+$/.test(name));
  const facts = await Promise.all(pids.map(readProc));
  return facts.filter(found => found !== undefined);
}

/** Everything but the first step is asked only of what looks like Codex: there are hundreds of processes. */
async function readProc(pid: string): Promise<ProcessFacts | undefined> {
  try {
    const argv = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0').slice(0, -1);
    if (!argv.slice(0, 2).some(word => word.includes('codex'))) return undefined;
    const [stat, environ, folder] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/environ`, 'utf8').catch(() => undefined),
      readlink(`/proc/${pid}/cwd`).catch(() => undefined),
    ]);
    // The name in parentheses may hold anything, parentheses included.
    const parentPid = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    return { pid: Number(pid), parentPid, argv, folder, codexHome: environ && homeIn(environ) };
  } catch {
    return undefined; // it ended while it was looked at
  }
}

function homeIn(environ: string): string | undefined {
  const env = new Map(
    environ.split('\0').map(line => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
  const codexHome = env.get('CODEX_HOME');
  if (codexHome) return resolve(codexHome);
  const home = env.get('HOME');
  return home ? join(home, '.codex') : undefined;
}

async function listPosix(): Promise<ProcessFacts[]> {
  const text = await output('ps', ['-xww', '-o', 'pid=,ppid=,command=']);
  return text.split('\n').flatMap(line => {
    const match = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line);
    return match ? [{ pid: Number(match[1]), parentPid: Number(match[2]), argv: words(match[3] ?? '') }] : [];
  });
}

async function listWindows(): Promise<ProcessFacts[]> {
  const query =
    "Get-CimInstance Win32_Process -Filter \"CommandLine LIKE '%codex%'\" | ForEach-Object { '{0} {1} {2}' -f $_.ProcessId, $_.ParentProcessId, $_.CommandLine }";
  const text = await output('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', query]);
  return text.split(/\r?\n/).flatMap(line => {
    const match = /^(\d+) (\d+) (.*)$/.exec(line);
    return match ? [{ pid: Number(match[1]), parentPid: Number(match[2]), argv: words(match[3] ?? '') }] : [];
  });
}

/** Good enough to find a program's name and its options: quotes hold words together. */
function words(commandLine: string): string[] {
  return (commandLine.match(/"[^"]*"|\S+/g) ?? []).map(word => word.replace(/^"(.*)"$/, '$1'));
}

async function output(command: string, args: readonly string[]): Promise<string> {
  const result = await execa(command, [...args], {
    reject: false,
    timeout: WITHIN_MS,
    windowsHide: true,
    stdin: 'ignore',
  });
  return result.stdout ?? '';
}

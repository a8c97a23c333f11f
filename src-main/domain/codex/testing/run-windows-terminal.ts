import { type CmdOutcome, expandVariables, runCmdLine } from './run-cmd-line.ts';
import { splitWindowsLine } from './split-windows-line.ts';

/** Windows Terminal with a line of its own, and cmd in it: see `planWindowsTerminal` for its rules. */
export function runWindowsTerminal(line: string, env: Readonly<Record<string, string>>): CmdOutcome {
  const words = splitWindowsLine(`"wt.exe" ${line}`)
    .slice(1)
    .map(word => {
      if (/^;|[^\\];/.test(word)) throw new Error(`a ; ends the command: ${word}`);
      return word.replaceAll('\\;', ';');
    })
    .filter(word => word !== '');
  const child = words.slice(words.indexOf('cmd.exe'));
  const options = words.slice(0, words.indexOf('cmd.exe'));
  const joined = child.map(word => (word.includes(' ') ? `"${word}"` : word)).join(' ');
  const [, typed = ''] = /^cmd\.exe \/d \/v:off \/k (.*)$/s.exec(expandVariables(joined, () => true)) ?? [];
  if (typed.startsWith('"')) throw new Error('cmd strips the first quote');
  const named = options.indexOf('-d');
  const folder = named === -1 ? '' : expandVariables(options[named + 1] ?? '', () => true);
  return runCmdLine(typed, { folder, env }, () => true);
}

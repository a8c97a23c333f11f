import { escapeCmd, escapeCmdProgram, isBatchFile, quoteWindows } from './shell-quote.ts';
import type { TerminalCommand, TerminalRequest } from './terminal-request.ts';

/** A word cannot hold these on a command line of cmd, however it is quoted. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNSPEAKABLE = /[\u0000-\u001f\u007f]/;

/**
 * A console of its own with cmd in it, which stays open after Codex. It inherits environment and folder from
 * us; only the program and its arguments have to be said. `/s` strips the outer quotes and nothing else.
 */
export function planCmd(file: string, request: TerminalRequest): TerminalCommand | undefined {
  const { folder, argv } = request;
  if ([folder, ...argv].some(word => UNSPEAKABLE.test(word))) return undefined;
  const [program, ...args] = argv;
  const command = [escapeCmdProgram(program), ...args.map(arg => cmdArgument(arg, program))].join(' ');
  // cmd itself refuses to work in a network folder; pushd gives such a folder a drive letter.
  const isNetwork = folder.startsWith('\\\\');
  const enter = isNetwork ? `pushd ${escapeCmd(`"${folder}"`)}&` : '';
  return {
    file,
    args: ['/d', '/s', '/v:off', '/k', `"${enter}${command}"`],
    verbatim: true,
    ...(isNetwork ? {} : { cwd: folder }),
  };
}

/** Quoted for the program, then kept from cmd: twice, where the program is a batch file. */
function cmdArgument(arg: string, program: string): string {
  const once = escapeCmd(quoteWindows(arg));
  return isBatchFile(program) ? escapeCmd(once) : once;
}

/**
 * Windows Terminal hands the command to a process with an environment of its own, so the changes are said on
 * the line. What it does with that line, found in its source (AppCommandlineArgs.cpp, ConptyConnection.cpp):
 * splits it into words, ends a command at every `;` without a backslash, drops empty words, joins the others
 * with one space, puts quotes around words with a space and escapes nothing, and expands `%NAME%` everywhere.
 *
 * @returns undefined for what cannot pass that: two `%`, quotes, empty words
 */
export function planWindowsTerminal(file: string, request: TerminalRequest): TerminalCommand | undefined {
  const { folder, argv, environment } = request;
  const [program, ...args] = argv;
  const isNetwork = folder.startsWith('\\\\');
  const settings = [...environment.unset.map(name => [name, '']), ...Object.entries(environment.set)];
  const child = [
    'cmd.exe',
    '/d',
    '/v:off',
    '/k',
    // cmd strips the quotes of a first word: this one has none.
    'ver>nul&',
    ...settings.flatMap(([name, value = '']) => ['set', ...setting(`${name}=${value}`)]),
    ...(isNetwork ? ['pushd', ...statement(folder)] : []),
    program.includes(' ') ? program : escapeCmdProgram(program),
    ...args.map(arg => terminalArgument(arg, program)),
  ];
  const said = [...child, ...(isNetwork ? [] : [folder])];
  const isLost = said.some(word => word === '' || word.includes('"') || UNSPEAKABLE.test(word));
  if (isLost || said.join('').split('%').length > 2) return undefined;
  const words = ['-w', 'new', 'new-tab', ...(isNetwork ? [] : ['-d', folder]), ...child];
  return { file, args: [words.map(terminalWord).join(' ')], verbatim: true };
}

/** A word of Windows Terminal: what is in it comes out again, a `;` included. */
function terminalWord(word: string): string {
  return quoteWindows(word).replaceAll(';', '\\;');
}

/**
 * A statement's last word and the `&` after it. Windows Terminal quotes a word with a space, and nothing in it
 * needs a caret then; without, `&` sticks to the word, because cmd counts a space before it as part of a value.
 */
function statement(word: string): string[] {
  return word.includes(' ') ? [word, '&'] : [`${escapeCmd(word)}&`];
}

const setting = statement;

/** Backslashes before a quote count double for the program, and the quotes are Windows Terminal's. */
function terminalArgument(arg: string, program: string): string {
  if (arg.includes(' ')) return arg.replace(/\\+$/, '$&$&');
  const once = escapeCmd(arg);
  return isBatchFile(program) ? escapeCmd(once) : once;
}

import { splitWindowsLine } from './split-windows-line.ts';

/** What became of a command line: where which program was started, with what, and the variables it saw. */
export interface CmdOutcome {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly argv: readonly string[];
}

/** A character as cmd has read it: escaped, quoted, or with its meaning. */
interface Char {
  readonly text: string;
  readonly isPlain: boolean;
}

/**
 * cmd.exe as far as launching goes: variables, then quotes, carets and `&`, then `set`, `pushd` and one program.
 * A batch file has its arguments read a second time. Rules: "How does the Windows Command Interpreter (CMD.EXE)
 * parse scripts?", Stack Overflow 4094699, for a command line. The harshest of all machines: every name that
 * `isVariable` says is one.
 */
export function runCmdLine(
  line: string,
  start: { readonly folder: string; readonly env: Readonly<Record<string, string>> },
  isVariable: (name: string) => boolean,
): CmdOutcome {
  let { folder } = start;
  const env = { ...start.env };
  for (const statement of readStatements(expandVariables(line, isVariable))) {
    const end = statement.findIndex(({ text, isPlain }) => isPlain && /[ \t,;=]/.test(text));
    const name = textOf(end === -1 ? statement : statement.slice(0, end));
    const rest = end === -1 ? '' : textOf(statement.slice(end)).trimStart();
    if (name === 'ver>nul') continue;
    if (name === 'set') {
      const setting = rest.startsWith('"') ? rest.slice(1, rest.lastIndexOf('"')) : rest;
      const equals = setting.indexOf('=');
      env[setting.slice(0, equals)] = setting.slice(equals + 1);
    } else if (name === 'pushd') {
      folder = rest.replace(/^"(.*)"\s*$/, '$1');
    } else {
      const program = name.replaceAll('"', '');
      const args = /\.(?:cmd|bat)$/i.test(program) ? readAgain(rest) : rest;
      return { folder, env, argv: [program, ...splitWindowsLine(`x ${args}`).slice(1)] };
    }
  }
  throw new Error(`nothing was started: ${line}`);
}

/** `%NAME%` and `%NAME:a=b%`; what is no variable stays as it is, and the next `%` may begin another. */
export function expandVariables(line: string, isVariable: (name: string) => boolean): string {
  let done = '';
  for (let at = 0; at < line.length; at += 1) {
    const match = /^%([^%:]+)(?::[^%]*)?%/.exec(line.slice(at));
    if (match !== null && isVariable(match[1] ?? '')) {
      done += 'EXPANDED';
      at += match[0].length - 1;
    } else done += line[at];
  }
  return done;
}

function readStatements(line: string): Char[][] {
  const statements: Char[][] = [[]];
  let isQuoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const text = line[at] ?? '';
    const current = statements.at(-1);
    if (text === '^' && !isQuoted) {
      at += 1;
      current?.push({ text: line[at] ?? '', isPlain: false });
      continue;
    }
    if (text === '&' && !isQuoted) {
      statements.push([]);
      continue;
    }
    if (text === '"') isQuoted = !isQuoted;
    else if (!isQuoted && /[|<>]/.test(text) && textOf(current ?? []) !== 'ver')
      throw new Error(`a ${text} is obeyed`);
    current?.push({ text, isPlain: !isQuoted && text !== '"' });
  }
  return statements.map(trimStart).filter(statement => statement.length > 0);
}

function trimStart(statement: Char[]): Char[] {
  const start = statement.findIndex(({ text, isPlain }) => !(isPlain && text === ' '));
  return start === -1 ? [] : statement.slice(start);
}

function readAgain(args: string): string {
  const [only = [], ...others] = readStatements(`x ${args}`);
  if (others.length > 0) throw new Error('an & is obeyed in the batch file');
  return textOf(only).slice(2);
}

function textOf(chars: readonly Char[]): string {
  return chars.map(({ text }) => text).join('');
}

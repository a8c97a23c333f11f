/**
 * One word for a POSIX shell or fish, whatever is in it. Inside single quotes fish alone takes a backslash for
 * an escape, so backslashes and single quotes go into double quotes, where both kinds of shell agree.
 */
export function quotePosix(word: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(word)) return word;
  return `'${word.replace(/['\\]/g, special => `'"${special === '\\' ? '\\\\' : special}"'`)}'`;
}

/**
 * One argument as the C runtime of a Windows program splits it: backslashes count double only before a quote.
 * Source: "Parsing C++ command-line arguments", Microsoft C++ language reference.
 */
export function quoteWindows(word: string): string {
  if (word !== '' && !/[\s"&|<>^()%!,;=]/.test(word)) return word;
  return `"${word.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')}"`;
}

/**
 * Text for cmd, outside quotes: a caret before every character that means something to it. Nothing keeps `%`
 * from cmd on a command line; but a caret on both sides of it spoils every name of a variable it might begin.
 */
export function escapeCmd(text: string): string {
  return withCarets(text, /[()%!^"<>&|]/g);
}

/** The same for the program at the beginning, which ends at the first delimiter. */
export function escapeCmdProgram(path: string): string {
  return withCarets(path, /[()%!^"<>&|\s,;=]/g);
}

function withCarets(text: string, special: RegExp): string {
  return text.replace(special, '^$&').replace(/%(?=[^^])/g, '%^');
}

/** npm's programs are batch files: cmd reads the arguments a second time when it runs such a file. */
export function isBatchFile(path: string): boolean {
  return /\.(?:cmd|bat)$/i.test(path);
}

/** One word for a POSIX shell, whatever is in it. Also right for fish, but for a backslash before a quote. */
export function quotePosix(word: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", "'\\''")}'`;
}

/**
 * One argument as the C runtime of a Windows program splits it: backslashes count double only before a quote.
 * Source: "Parsing C++ command-line arguments", Microsoft C++ language reference.
 */
export function quoteWindows(word: string): string {
  if (word !== '' && !/[\s"&|<>^()%!,;=]/.test(word)) return word;
  return `"${word.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')}"`;
}

/** A word for bash and zsh: in single quotes, an inner quote is closed, escaped and opened again. */
export function quotePosix(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** A word for fish: in single quotes only the quote and the backslash need one. */
export function quoteFish(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** A word for PowerShell: single quotes are doubled, the typographic ones it takes for quotes too. */
export function quotePowerShell(text: string): string {
  return `'${text.replace(/['‘’‚‛]/g, '$&$&')}'`;
}

/** One line: a summary never breaks a script. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

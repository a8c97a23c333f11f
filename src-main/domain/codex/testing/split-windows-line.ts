/**
 * The words of a command line as the C runtime of a Windows program finds them.
 * Rules: "Parsing C command-line arguments", Microsoft C language reference (the first word has rules of its
 * own: a quoted path, in which nothing is escaped).
 */
export function splitWindowsLine(line: string): string[] {
  const words: string[] = [];
  let at = 0;
  const skipBlanks = () => {
    while (line[at] === ' ' || line[at] === '\t') at += 1;
  };
  if (line[0] === '"') {
    const end = line.indexOf('"', 1);
    words.push(line.slice(1, end));
    at = end + 1;
    skipBlanks();
  }
  while (at < line.length) {
    let word = '';
    let isQuoted = false;
    for (; at < line.length; at += 1) {
      const slashes = /^\\*/.exec(line.slice(at))?.[0].length ?? 0;
      const isBeforeQuote = line[at + slashes] === '"';
      if (slashes > 0) {
        word += '\\'.repeat(isBeforeQuote ? Math.floor(slashes / 2) : slashes);
        at += slashes;
        if (isBeforeQuote && slashes % 2 === 1) word += '"';
        else at -= 1;
        continue;
      }
      const char = line[at];
      if (char === '"' && isQuoted && line[at + 1] === '"') {
        word += '"';
        at += 1;
      } else if (char === '"') isQuoted = !isQuoted;
      else if ((char === ' ' || char === '\t') && !isQuoted) break;
      else word += char;
    }
    words.push(word);
    skipBlanks();
  }
  return words;
}

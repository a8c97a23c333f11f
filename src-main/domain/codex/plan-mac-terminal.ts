import { quotePosix } from './shell-quote.ts';
import { type TerminalCommand, type TerminalRequest, withEnvironment } from './terminal-request.ts';

const SCRIPTS = {
  'terminal-app': ['tell application "Terminal"', 'do script (item 1 of argv)', 'activate', 'end tell'],
  iterm: [
    'tell application "iTerm"',
    'set opened to (create window with default profile)',
    'tell current session of opened to write text (item 1 of argv)',
    'activate',
    'end tell',
  ],
} as const;

/** A terminal takes no longer line before its shell reads it: MAX_CANON of macOS. */
const MAX_LINE_BYTES = 1024;

/**
 * One line for the login shell of a new window; AppleScript gets it as an argument, so nothing is spliced.
 *
 * @returns undefined for a line that cannot be typed: too long, or with a control character in it, which the
 *   terminal would obey whatever quotes are around it
 */
export function planMacTerminal(
  kind: keyof typeof SCRIPTS,
  file: string,
  request: TerminalRequest,
): TerminalCommand | undefined {
  const line = `cd ${quotePosix(request.folder)} && ${withEnvironment(request).map(quotePosix).join(' ')}`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u001f\u007f-\u009f]/.test(line) || byteLength(line) >= MAX_LINE_BYTES) return undefined;
  const script = ['on run argv', ...SCRIPTS[kind], 'end run'].flatMap(part => ['-e', part]);
  return { file, args: [...script, line] };
}

/** In UTF-8. */
function byteLength(text: string): number {
  let bytes = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

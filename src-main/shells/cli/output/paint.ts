import { styleText } from 'node:util';

export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'cyan';
export type Paint = (style: Style, text: string) => string;

interface Terminal {
  readonly isTTY?: boolean | undefined;
}

/** Whether this stream is a terminal that may show colours: https://no-color.org */
export function hasColours(stream: Terminal, env: Readonly<Record<string, string | undefined>>): boolean {
  if (env.NO_COLOR) return false;
  return stream.isTTY === true && env.TERM !== 'dumb';
}

/** Colours on a terminal, the bare text everywhere else. */
export function paintFor(stream: Terminal, env: Readonly<Record<string, string | undefined>>): Paint {
  return hasColours(stream, env) ? (style, text) => styleText(style, text) : (_, text) => text;
}

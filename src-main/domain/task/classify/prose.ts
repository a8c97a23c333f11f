const FENCE = /^[ \t]*(```|~~~)[^\n]*\n[\s\S]*?(?:^[ \t]*\1[ \t]*$|$(?![\s\S]))/gm;

/** Words read at the start and at the end of a long prompt: the request stands there, material between. */
const HEAD_CHARS = 4000;
const TAIL_CHARS = 2000;

/**
 * The part of a prompt that states the request: without fenced code, without the middle of a long paste.
 * A source file or a log that is pasted holds every cue there is and says nothing about the task.
 */
export function proseOf(prompt: string): string {
  const text = prompt.replace(FENCE, '\n');
  const prose = text.trim() === '' ? prompt : text;
  if (prose.length <= HEAD_CHARS + TAIL_CHARS) return prose;
  return `${prose.slice(0, HEAD_CHARS)}\n${prose.slice(-TAIL_CHARS)}`;
}

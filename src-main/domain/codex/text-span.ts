/** Replaces `start`..`end` (offsets into one text) by `text`. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Applies spans computed against the same text. Removals that meet or overlap merge; insertions keep their order. */
export function applySpans(text: string, spans: readonly TextSpan[]): string {
  const ordered = spans
    .map((span, index) => ({ ...span, index }))
    .sort((a, b) => a.start - b.start || a.end - b.end || a.index - b.index);
  let result = '';
  let position = 0;
  for (const span of ordered) {
    if (span.start > position) result += text.slice(position, span.start);
    result += span.text;
    position = Math.max(position, span.end);
  }
  return result + text.slice(position);
}

/** The whole lines around `start`..`end`, their newline included; a byte order mark is no part of a line. */
export function lineSpan(text: string, start: number, end: number): TextSpan {
  const bom = text.startsWith('\uFEFF') ? 1 : 0;
  const lineStart = start === 0 ? 0 : text.lastIndexOf('\n', start - 1) + 1;
  const newline = text.indexOf('\n', end);
  return { start: Math.max(lineStart, bom), end: newline === -1 ? text.length : newline + 1, text: '' };
}

/**
 * A text without a final newline keeps having none when its last lines go: taking out what was appended
 * there then gives the former text back.
 */
export function applyLineSpans(text: string, spans: readonly TextSpan[]): string {
  const result = applySpans(text, spans);
  const lastLineGone = spans.some(
    span => span.text === '' && span.end === text.length && span.start < span.end,
  );
  if (!lastLineGone || text.endsWith('\n')) return result;
  return result.replace(/\r?\n$/, '');
}

/** A stretch of a prompt. The segments joined give the prompt back, byte for byte. */
export interface Segment {
  readonly kind: 'fence' | 'open';
  /** The word after the opening fence, lower case: `ts`, `log`, or empty. */
  readonly language: string;
  readonly text: string;
}

const OPENING = /^ {0,3}(`{3,}|~{3,})\s*([^\s`]*)[^`\n]*$/;

/** Splits at Markdown fences; the fence lines belong to the open text around them. An unclosed fence runs to the end. */
export function splitSegments(prompt: string): Segment[] {
  const lines = prompt.split(/(?<=\n)/);
  const segments: Segment[] = [];
  let text = '';
  let fence: string | undefined;
  let language = '';
  const flush = () => {
    if (text !== '') segments.push({ kind: fence ? 'fence' : 'open', language, text });
    text = '';
  };
  for (const line of lines) {
    const bare = line.replace(/\r?\n$/, '');
    if (fence === undefined) {
      text += line;
      const opening = OPENING.exec(bare);
      if (!opening) continue;
      flush();
      fence = opening[1] ?? '```';
      language = (opening[2] ?? '').toLowerCase();
      continue;
    }
    if (bare.trim().startsWith(fence) && /^[`~]+$/.test(bare.trim())) {
      flush();
      fence = undefined;
      language = '';
    }
    text += line;
  }
  flush();
  return segments;
}

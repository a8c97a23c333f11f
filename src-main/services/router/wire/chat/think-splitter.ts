const OPEN = '<think>';
const CLOSE = '</think>';

export interface SplitText {
  readonly text: string;
  readonly reasoning: string;
}

/** Takes `<think>…</think>` at the very beginning of a text apart from the text, split anywhere. */
export interface ThinkSplitter {
  push(piece: string): SplitText;
  /** What was held back because it could have become a tag. */
  end(): SplitText;
}

/**
 * Local servers without a reasoning parser leave the model's thoughts in the content. Only a tag that opens the
 * answer counts: later ones are the model talking about tags.
 */
export function createThinkSplitter(): ThinkSplitter {
  let state: 'start' | 'thinking' | 'after' | 'text' = 'start';
  let held = '';

  function thinking(all: string): SplitText {
    const at = all.indexOf(CLOSE);
    if (at >= 0) {
      state = 'after';
      return { reasoning: all.slice(0, at), text: after(all.slice(at + CLOSE.length)) };
    }
    const keep = overlap(all, CLOSE);
    held = keep === 0 ? '' : all.slice(-keep);
    return { reasoning: keep === 0 ? all : all.slice(0, -keep), text: '' };
  }

  /** The blank lines between thoughts and answer belong to neither. */
  function after(text: string): string {
    const trimmed = text.trimStart();
    if (trimmed !== '') state = 'text';
    return trimmed;
  }

  return {
    push(piece) {
      if (state === 'text') return { text: piece, reasoning: '' };
      if (state === 'after') return { text: after(piece), reasoning: '' };
      const all = held + piece;
      held = '';
      if (state === 'thinking') return thinking(all);
      const begun = all.trimStart();
      if (begun.startsWith(OPEN)) {
        state = 'thinking';
        return thinking(begun.slice(OPEN.length).trimStart());
      }
      if (OPEN.startsWith(begun)) {
        held = all;
        return { text: '', reasoning: '' };
      }
      state = 'text';
      return { text: all, reasoning: '' };
    },
    end() {
      const rest = held;
      held = '';
      return state === 'thinking' ? { text: '', reasoning: rest } : { text: rest, reasoning: '' };
    },
  };
}

/** How many characters at the end of a text are the beginning of a tag. */
function overlap(text: string, tag: string): number {
  for (let length = Math.min(tag.length - 1, text.length); length > 0; length--) {
    if (text.endsWith(tag.slice(0, length))) return length;
  }
  return 0;
}

/** Counts and cuts text as a model does. */
export interface Tokenizer {
  readonly countTokens: (text: string) => number;
  /** The text in pieces of one token each (or of the few tokens that make one character); joined they give it back. */
  readonly splitTokens: (text: string) => readonly string[];
}

export interface TruncatedPrompt {
  readonly text: string;
  /** Tokens that were left out; 0 when all of it fits. */
  readonly droppedTokens: number;
}

const HEAD_SHARE = 0.7;

function marker(droppedTokens: number): string {
  return `\n\n[… ${droppedTokens} tokens left out here …]\n\n`;
}

const endsInHighSurrogate = (text: string) => /[\uD800-\uDBFF]$/.test(text);
const startsInLowSurrogate = (text: string) => /^[\uDC00-\uDFFF]/.test(text);

/**
 * Cuts a prompt to at most `maxTokens`, keeping 70 % of what fits from its start and 30 % from its end with
 * a marker between them. Cuts fall between tokens and never inside a surrogate pair.
 * @param maxTokens a whole number; below the marker's own size the start alone is kept
 */
export function truncatePrompt(text: string, maxTokens: number, tokenizer: Tokenizer): TruncatedPrompt {
  const total = tokenizer.countTokens(text);
  if (total <= maxTokens) return { text, droppedTokens: 0 };
  const pieces = tokenizer.splitTokens(text);
  const sizes = pieces.map(piece => tokenizer.countTokens(piece));
  const markerTokens = tokenizer.countTokens(marker(total));
  let room = Math.max(0, maxTokens - markerTokens);
  const withMarker = room > 0;
  if (!withMarker) room = maxTokens;
  // Text cut in the middle may count one or two tokens more than its pieces did: shrink until it fits.
  for (; room > 0; room -= 1) {
    const cut = cutTo(pieces, sizes, room, withMarker ? HEAD_SHARE : 1);
    const droppedTokens = Math.max(0, total - cut.keptTokens);
    const shortened = cut.head + (withMarker ? marker(droppedTokens) : '') + cut.tail;
    const excess = tokenizer.countTokens(shortened) - maxTokens;
    if (excess <= 0) return { text: shortened, droppedTokens };
    room -= excess - 1;
  }
  return { text: '', droppedTokens: total };
}

function cutTo(pieces: readonly string[], sizes: readonly number[], room: number, headShare: number) {
  const headRoom = Math.floor(room * headShare);
  let from = 0;
  let headTokens = 0;
  while (from < pieces.length && headTokens + (sizes[from] ?? 0) <= headRoom) {
    headTokens += sizes[from] ?? 0;
    from += 1;
  }
  let to = pieces.length;
  let tailTokens = 0;
  while (headShare < 1 && to > from && tailTokens + (sizes[to - 1] ?? 0) <= room - headRoom) {
    to -= 1;
    tailTokens += sizes[to] ?? 0;
  }
  let head = pieces.slice(0, from).join('');
  let tail = pieces.slice(to).join('');
  if (endsInHighSurrogate(head) && startsInLowSurrogate(pieces[from] ?? '')) head = head.slice(0, -1);
  if (startsInLowSurrogate(tail) && endsInHighSurrogate(pieces[to - 1] ?? '')) tail = tail.slice(1);
  return { head, tail, keptTokens: headTokens + tailTokens };
}

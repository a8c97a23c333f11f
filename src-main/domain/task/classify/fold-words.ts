/**
 * A prompt as clauses of plain words: lower case, no accents, one blank between words and at both ends,
 * so that a cue is a pattern over whole words and "capital" can never hold "api".
 */

/** Prefixes that make another word of the one after the hyphen: pre-production is not production. */
const JOINING_PREFIXES = new Set(['pre', 'non', 'post', 'co', 're', 'anti', 'un', 'sub', 'trans', 'pseudo']);

/** Language names that are also words: written with a capital they are marked with `^`. */
const AMBIGUOUS_NAMES = new Set(['go', 'rust', 'swift', 'dart', 'julia', 'c', 'r', 'd', 'elm', 'crystal']);

const CLAUDE_MODELS = /^(?:opus|sonnet|haiku|code|fable|instant|\d)/i;

const WORD =
  /[\p{L}\p{N}](?:[\p{L}\p{N}_]|[./@\\](?=[\p{L}\p{N}_])|-(?=[\p{L}\p{N}])|\+\+|#)*|\.(?:net|NET)\b|[.!?;\n]+|[:,()–—]/gu;

/** Lower case without accents; ligatures are spelled out. */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae');
}

/** Splits one token as written into the words it stands for. */
function wordsOf(token: string): string[] {
  const folded = foldText(token);
  if (/[/\\@_]/.test(folded)) return [folded];
  const parts = folded.split('-');
  const [first = '', second, ...rest] = parts;
  if (second !== undefined && JOINING_PREFIXES.has(first)) return [first + second, ...rest];
  if (AMBIGUOUS_NAMES.has(folded) && /^\p{Lu}/u.test(token)) return [`${folded}^`];
  // A given name: Jean-Claude is not a model.
  if (folded.endsWith('-claude') || folded.startsWith('claude-')) return [folded];
  return parts;
}

/**
 * @param text prose, without code blocks
 * @returns the words and, as words of their own, the marks `.` (end of sentence), `,`, `:` and `(`
 */
export function foldWords(text: string): string[] {
  const tokens =
    text
      .normalize('NFC')
      .replace(/[’ʼ`´]/g, "'")
      .match(WORD) ?? [];
  const words: string[] = [];
  tokens.forEach((token, index) => {
    if (/^[.!?;\n]+$/.test(token)) words.push('.');
    else if (token === ',' || token === '–' || token === '—') words.push(',');
    else if (token === ':') words.push(':');
    else if (token === '(' || token === ')') words.push('(');
    else if (token === 'Claude' && isSurname(tokens[index + 1])) words.push('claude-');
    else words.push(...wordsOf(token));
  });
  return words;
}

function isSurname(next: string | undefined): boolean {
  return next !== undefined && /^\p{Lu}\p{Ll}/u.test(next) && !CLAUDE_MODELS.test(next);
}

export type KeyProblem = 'empty' | 'short' | 'long' | 'characters';

export type PastedKey =
  | { readonly ok: true; readonly key: string }
  | { readonly ok: false; readonly problem: KeyProblem };

const MIN_LENGTH = 8;
const MAX_LENGTH = 512;

/**
 * The key in what a person pastes: a bare key, or one as it stands in a shell script, a `.env` file or a header
 * (`export OPENAI_API_KEY="…"`, `Bearer …`).
 */
export const readPastedKey = (pasted: string): PastedKey => {
  const key = pasted
    .trim()
    .replace(/^(?:export\s+|set\s+|\$env:)?[A-Za-z_][A-Za-z0-9_]*\s*=\s*(?=\S)/, '')
    .replace(/^Bearer\s+/i, '')
    .replace(/^(["'`])(.*)\1;?$/, '$2')
    .trim();
  if (key === '') return { ok: false, problem: 'empty' };
  if (!/^[\x21-\x7e]+$/.test(key)) return { ok: false, problem: 'characters' };
  if (key.length < MIN_LENGTH) return { ok: false, problem: 'short' };
  if (key.length > MAX_LENGTH) return { ok: false, problem: 'long' };
  return { ok: true, key };
};

/** Longest prefix first: an Anthropic key starts like an OpenAI one. */
const PREFIXES: readonly (readonly [prefix: string, provider: string])[] = [
  ['sk-ant-', 'anthropic'],
  ['AIza', 'gemini'],
  ['hf_', 'huggingface'],
  ['sk-', 'openai'],
];

/** Whose key this looks like, by the prefix each provider gives its keys. A hint, never a refusal. */
export const guessKeyProvider = (key: string): string | undefined =>
  PREFIXES.find(([prefix]) => key.startsWith(prefix))?.[1];

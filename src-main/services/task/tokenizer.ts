import { countTokens, decodeGenerator, encode } from 'gpt-tokenizer';
import type { Tokenizer } from '../../domain/task/optimise/truncate-prompt.ts';

/** Text that looks like a control token is text here: a prompt may talk about them. */
const AS_TEXT = { disallowedSpecial: new Set<string>() };

/**
 * The o200k tokenizer of OpenAI's current models. Other providers' own counts differ by some per cent, so
 * figures from it are estimates for them and are marked as such where they are shown.
 */
export const o200kTokenizer: Tokenizer = {
  countTokens: text => countTokens(text, AS_TEXT),
  splitTokens: text => {
    const pieces = [...decodeGenerator(encode(text, AS_TEXT))];
    // Lone surrogates have no UTF-8 form and come back as U+FFFD: then the text is cut by characters.
    return pieces.join('') === text ? pieces : [...text];
  },
};

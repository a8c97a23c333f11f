import type { Document, ErrorCode, LineCounter, YAMLError } from 'yaml';
import { visit } from 'yaml';
import { inWords, say } from '../../domain/sentence/sentence.ts';
import type { ProblemWords, SettingsProblem } from './settings-problem.ts';

const INDENT: ProblemWords = {
  message: say`the indentation does not fit the lines around it`,
  remedy: say`Give keys of one level the same number of leading spaces, and close every [ or {.`,
};

/** The YAML mistakes people make, in words. What is missing here falls back to the parser's own text. */
const WORDS: Partial<Record<ErrorCode, ProblemWords>> = {
  TAB_AS_INDENT: { message: say`a tab is used for indentation`, remedy: say`Use spaces instead.` },
  BAD_INDENT: INDENT,
  DUPLICATE_KEY: { message: say`this key is given twice`, remedy: say`Keep one of the two.` },
  BLOCK_AS_IMPLICIT_KEY: {
    message: say`there are two values where one is expected`,
    remedy: say`Quote the value if it holds ": ", or put the inner key on its own, deeper line.`,
  },
  MULTILINE_IMPLICIT_KEY: {
    message: say`a key has no value after it`,
    remedy: say`Write key: value, with a space after the colon.`,
  },
  BAD_SCALAR_START: {
    message: say`a plain value cannot begin with this character`,
    remedy: say`Put the value in quotes.`,
  },
  BAD_DQ_ESCAPE: {
    message: say`the double-quoted text holds a backslash sequence that does not exist`,
    remedy: say`Write \\\\ for a backslash, or use 'single quotes'.`,
  },
  MULTIPLE_DOCS: {
    message: say`a second document begins here`,
    remedy: say`Remove the line "---"; the file holds one document.`,
  },
};

/** The parser reports an unclosed quote at the end of the file; the person looks for where it opened. */
function unclosedQuoteOffset(document: Document, endOffset: number): number | undefined {
  let offset: number | undefined;
  visit(document, {
    Scalar(_key, node) {
      const isQuoted = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE';
      if (isQuoted && node.range && node.range[1] >= endOffset) offset = node.range[0];
    },
  });
  return offset;
}

/**
 * A key that is indented too deep is read as a second line of the value above it. The parser points at that
 * value; the person looks at the key.
 */
function strayKeyOffset(document: Document, error: YAMLError, text: string): number | undefined {
  const isJoined = document.errors.some(
    other => other.code === 'MULTILINE_IMPLICIT_KEY' && other.pos[0] === error.pos[0],
  );
  if (error.code !== 'BLOCK_AS_IMPLICIT_KEY' || !isJoined) return undefined;
  const rest = /\n\s*(?=[^\s#])/.exec(text.slice(error.pos[0]));
  return rest ? error.pos[0] + rest.index + rest[0].length : undefined;
}

/** @returns the syntax error in words; one error at the top often causes those below, so the first is enough. */
export function syntaxProblem(
  file: string,
  document: Document,
  error: YAMLError,
  lineCounter: LineCounter,
  text: string,
): SettingsProblem {
  const strayOffset = strayKeyOffset(document, error, text);
  if (strayOffset !== undefined) {
    const { line, col } = lineCounter.linePos(strayOffset);
    return { file, line, column: col, ...inWords(INDENT) };
  }
  const quoteOffset =
    error.code === 'MISSING_CHAR' && error.message.includes('quote')
      ? unclosedQuoteOffset(document, error.pos[0])
      : undefined;
  const { line, col } = lineCounter.linePos(quoteOffset ?? error.pos[0]);
  const words: ProblemWords =
    quoteOffset === undefined
      ? (WORDS[error.code] ?? {
          message: say`this is not YAML: ${(error.message.split('\n', 1)[0] ?? '').replace(/ at line \d+, column \d+:?$/, '')}`,
          remedy: say`Compare with the lines above; brackets and quotes must be closed.`,
        })
      : {
          message: say`a quote opens here and is never closed`,
          remedy: say`Close it with the same quote character.`,
        };
  return { file, line, column: col, ...inWords(words) };
}

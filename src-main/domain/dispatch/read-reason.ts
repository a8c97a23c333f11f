import {
  anything,
  chainOf,
  count,
  decimal,
  either,
  listOf,
  oneOf,
  perhaps,
  phrase,
  word,
} from '../sentence/phrase.ts';
import { type Sentence, say } from '../sentence/sentence.ts';
import { ADVICE } from './advice-words.ts';
import { LIMIT_WORDS } from './hard-limit.ts';
import { NOTE_HOLE } from './note-words.ts';
import { BUDGET_WORDS, CAUSE_WORDS, KIND_WORDS } from './reason-words.ts';

const LIMIT = oneOf(LIMIT_WORDS);
const LIMITED = either(phrase`${word}: ${LIMIT}, ${count} s left`, phrase`${word}: ${LIMIT}`);
/** `a: rate limit (429), 290 s left; b: no key` */
export const LIMITED_CHAIN = chainOf(LIMITED, (before, one) => say`${before}; ${one}`);

const NAMED = either(phrase`${anything} as ${word}`, anything);
const REQUEST = either(phrase`${NAMED} (${oneOf(KIND_WORDS)})`, NAMED);
const GOES_TO = either(oneOf({ nobody: say`nobody` }), word);
const DRAWN = phrase` (p ${decimal})`;
const USD = either(phrase`$${decimal}`, phrase`-$${decimal}`);
const AFFINITY = either(
  phrase` from ${word}`,
  phrase` (from ${word}: price ${USD}, gain ${USD})`,
  phrase` (moving to ${word} would not pay: price ${USD}, gain ${USD})`,
);
const BUDGET = phrase`; budget reached (${oneOf(BUDGET_WORDS)})`;
const UNCOUNTED = phrase`; its price is unknown, no budget counts it`;
const OUT = phrase`; out: ${LIMITED_CHAIN}`;
const ADVISED = phrase` (${ADVICE})`;
const FAILED = listOf(phrase`${word} failed (${word})`);
const FAILURES = either(phrase`; ${FAILED}, then ${word}`, phrase`; ${FAILED}`);
const NOTED = phrase`; ${chainOf(NOTE_HOLE, (before, one) => say`${before}; ${one}`)}`;
const COST = phrase`; $${decimal}`;

const LINE = phrase`${REQUEST} -> ${GOES_TO}: ${oneOf(CAUSE_WORDS)}${perhaps(DRAWN)}${perhaps(AFFINITY)}${perhaps(BUDGET)}${perhaps(UNCOUNTED)}${perhaps(OUT)}${perhaps(ADVISED)}${perhaps(FAILURES)}${perhaps(NOTED)}${perhaps(COST)}`;

/** Many times the longest line there is. */
const MAX_CHARS = 8_000;

/**
 * Reads a reason line, of a plan or of a finished request, back as the sentence it was made of, so that it can be
 * said in another language. The log keeps the line alone; this is the only way back.
 *
 * @returns `undefined` for a line that another version wrote, or someone else
 */
export function readReason(line: string): Sentence | undefined {
  return line.length > MAX_CHARS ? undefined : LINE.read(line);
}

import { judgeLine, type LogLine, plainLine, tellsOfTrouble } from './log-line.ts';

interface Row {
  readonly text: string;
  readonly worth: LogLine;
  readonly keep: boolean;
}

/** Lines right after trouble belong to it: the explanation, the code, the values. */
const CONTEXT_AFTER = 10;
/** Lines right before trouble that may say what was being done. */
const CONTEXT_BEFORE = 2;
/** From this share of saved bytes on nothing more has to go. */
const ENOUGH_SHARE = 0.6;

/** The line with every number, hash and duration masked: lines that differ in nothing else are alike. */
function numberless(line: string): string {
  return line
    .replace(/\b(?:0x)?(?=[a-f]*\d)[0-9a-f]{7,}\b/gi, '#')
    .replace(/\d+(?:[.,:]\d+)*/g, '#')
    .replace(/[█▓▒░━╸╺=>#.\s-]{6,}/g, ' # ');
}

/** Progress of one kind, whatever it names: its first word, its level, its verb. */
function progressKind(line: string): string {
  return numberless(line)
    .replace(/https?:\S+|(?:[\w.@+-]*[/\\])+[\w.@+-]*|"[^"]*"|'[^']*'|:[\w:-]+/g, '~')
    .trim()
    .split(/\s+/)
    .slice(0, 3)
    .map((word, index) => (index === 0 ? word : word.replace(/^.*[-.:_].*$|^[a-z][\w]*$/, '~')))
    .join(' ');
}

/** What a test that passed has logged with its place, as `go test -v` prints it, is no diagnosis. */
function linesOfPassingTests(lines: readonly string[]): readonly number[] {
  const found: number[] = [];
  let name: string | undefined;
  let inside: number[] = [];
  lines.forEach((line, index) => {
    const run = /^=== RUN +(\S+)$/.exec(line);
    if (run) {
      name = run[1];
      inside = [];
    } else if (name !== undefined && line.startsWith(`--- PASS: ${name} `)) {
      found.push(...inside);
      name = undefined;
    } else if (/^(?:===|---) /.test(line) || tellsOfTrouble(line)) {
      name = undefined;
    } else inside.push(index);
  });
  return found;
}

/** @param isPassingPlain what passing tests have logged counts as plain, too */
function readRows(text: string, isPassingPlain: boolean): Row[] {
  const lines = text.split('\n').map(plainLine);
  const passing = new Set(isPassingPlain ? linesOfPassingTests(lines) : []);
  const rows: Row[] = lines.map((line, index) => ({
    text: line,
    worth: passing.has(index) && line.trim() !== '' ? 'plain' : judgeLine(line),
    keep: false,
  }));
  const kept = rows.map(row => row.worth === 'grave');
  rows.forEach((row, index) => {
    if (row.worth !== 'grave') return;
    for (let after = index + 1; after <= index + CONTEXT_AFTER; after += 1) {
      const worth = rows[after]?.worth;
      if (worth !== 'plain') break;
      kept[after] = true;
    }
    for (let before = index - 1; before >= index - CONTEXT_BEFORE; before -= 1) {
      if (rows[before]?.worth !== 'plain') break;
      kept[before] = true;
    }
  });
  return rows.map((row, index) => ({ ...row, keep: kept[index] ?? false }));
}

function countNote(count: number): string {
  return count === 1 ? ' [+1 like it]' : ` [+${count} like it]`;
}

/** Keeps the first of each kind with a count of the rest; debug lines go without a trace. */
function collapse(rows: readonly Row[]): Row[] {
  const firsts = new Map<string, number>();
  const counts = new Map<number, number>();
  const out: Row[] = [];
  for (const row of rows) {
    if (row.keep) {
      out.push(row);
      continue;
    }
    if (row.worth === 'debug') continue;
    if (row.worth === 'blank') {
      if (out.length > 0 && out.at(-1)?.worth !== 'blank') out.push(row);
      continue;
    }
    const kind = row.worth === 'progress' ? `p ${progressKind(row.text)}` : `l ${numberless(row.text)}`;
    const first = firsts.get(kind);
    if (first === undefined) {
      firsts.set(kind, out.length);
      out.push(row);
    } else counts.set(first, (counts.get(first) ?? 0) + 1);
  }
  return out.map((row, index) => {
    const count = counts.get(index);
    return count === undefined ? row : { ...row, text: row.text + countNote(count) };
  });
}

/** Runs of lines that say nothing of trouble shrink to their first line and a count. */
function shorten(rows: readonly Row[], worths: readonly LogLine[]): Row[] {
  const out: Row[] = [];
  let left = 0;
  const flush = () => {
    if (left > 0)
      out.push({ text: `[${left} ${left === 1 ? 'line' : 'lines'} left out]`, worth: 'plain', keep: true });
    left = 0;
  };
  rows.forEach((row, index) => {
    const isEdge = index < 2 || index >= rows.length - 3;
    if (row.keep || isEdge || !(worths.includes(row.worth) || row.worth === 'blank')) {
      flush();
      out.push(row);
    } else if (row.worth !== 'blank') left += 1;
  });
  flush();
  return out;
}

const join = (rows: readonly Row[]) => rows.map(row => row.text).join('\n');

/**
 * Compresses the output of a build. Every line that tells of an error or a warning and every stack frame
 * stays as it is, with what explains it; debug lines go; lines that differ only in numbers collapse into the
 * first with a count. Where that saves less than 60 %, runs of progress and then of plain lines shrink too, and
 * at last what passing tests have logged.
 */
export function compressLog(text: string): string {
  const steps: (readonly LogLine[])[] = [[], ['progress'], ['progress', 'plain']];
  let best = text;
  for (const isPassingPlain of [false, true]) {
    const rows = collapse(readRows(text, isPassingPlain));
    for (const worths of steps) {
      const next = join(worths.length === 0 ? rows : shorten(rows, worths));
      if (next.length < best.length) best = next;
      if (best.length <= text.length * (1 - ENOUGH_SHARE)) return best;
    }
  }
  return best;
}

export interface LineChange {
  /** 1-based line of the first text before which (added) or at which (removed) the change stands. */
  readonly beforeLine: number;
  /** 1-based line of the second text. */
  readonly afterLine: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** Above this many cells the middle is given as one change: exact, only less fine. */
const MAX_CELLS = 4_000_000;

/** The smallest set of changed runs of lines between two texts. Line ends count as part of a line. */
export function diffLines(before: string, after: string): LineChange[] {
  const a = splitLines(before);
  const b = splitLines(after);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (
    end < a.length - start &&
    end < b.length - start &&
    a[a.length - 1 - end] === b[b.length - 1 - end]
  ) {
    end += 1;
  }
  const middleA = a.slice(start, a.length - end);
  const middleB = b.slice(start, b.length - end);
  return changedRuns(middleA, middleB).map(({ fromA, toA, fromB, toB }) => ({
    beforeLine: start + fromA + 1,
    afterLine: start + fromB + 1,
    removed: middleA.slice(fromA, toA),
    added: middleB.slice(fromB, toB),
  }));
}

interface Run {
  readonly fromA: number;
  readonly toA: number;
  readonly fromB: number;
  readonly toB: number;
}

function changedRuns(a: readonly string[], b: readonly string[]): Run[] {
  if (a.length === 0 && b.length === 0) return [];
  if (a.length === 0 || b.length === 0 || a.length * b.length > MAX_CELLS) {
    return [{ fromA: 0, toA: a.length, fromB: 0, toB: b.length }];
  }
  const width = b.length + 1;
  const common = commonLengths(a, b);
  const runs: Run[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [fromA, fromB] = [i, j];
    while (i < a.length || j < b.length) {
      if (i < a.length && j < b.length && a[i] === b[j]) break;
      const down = i < a.length ? (common[(i + 1) * width + j] ?? 0) : -1;
      const right = j < b.length ? (common[i * width + j + 1] ?? 0) : -1;
      if (down >= right) i += 1;
      else j += 1;
    }
    if (i > fromA || j > fromB) runs.push({ fromA, toA: i, fromB, toB: j });
    while (i < a.length && j < b.length && a[i] === b[j]) {
      i += 1;
      j += 1;
    }
  }
  return runs;
}

/** Lengths of the longest common subsequences of every pair of tails, row by row. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint32Array {
  const width = b.length + 1;
  const common = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      common[i * width + j] =
        a[i] === b[j]
          ? (common[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(common[(i + 1) * width + j] ?? 0, common[i * width + j + 1] ?? 0);
    }
  }
  return common;
}

/** Each line with its end, so that joining them gives the text back. */
function splitLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

import { lineSpan, type TextSpan } from './text-span.ts';
import type { TomlChanges } from './toml-changes.ts';
import {
  isPathPrefix,
  samePath,
  type TomlDocument,
  type TomlEntry,
  type TomlTable,
} from './toml-document.ts';

/** The spans that take keys, whole tables and emptied table headers out, with the lines they stand on. */
export function removalSpans(document: TomlDocument, changes: TomlChanges): TextSpan[] {
  const trees = changes.removeTrees ?? [];
  const isInTree = (path: readonly string[]) => trees.some(tree => isPathPrefix(tree, path));
  const removed = document.entries.filter(
    entry => isInTree(entry.path) || changes.remove.some(path => samePath(path, entry.path)),
  );
  const headers = document.tables.filter(
    table =>
      isInTree(table.path) ||
      (isNamed(table, changes.removeEmptyTables) && isEmptied(document, table, removed, changes)),
  );
  return [
    ...removed.filter(entry => !entry.inline).map(entry => lineSpan(document.text, entry.start, entry.end)),
    ...inlineSpans(removed.filter(entry => entry.inline && !isInRemovedValue(entry, removed))),
    ...headers.map(table => {
      const line = lineSpan(document.text, table.start, table.headerEnd);
      return { ...line, start: startOfBlankLineBefore(document.text, line.start) };
    }),
  ];
}

function isInRemovedValue(entry: TomlEntry, removed: readonly TomlEntry[]): boolean {
  return removed.some(other => other !== entry && other.start <= entry.start && entry.end <= other.end);
}

/** Members of inline tables go in runs of neighbours, with the comma on the side where something stays. */
function inlineSpans(members: readonly TomlEntry[]): TextSpan[] {
  const runs: TomlEntry[][] = [];
  for (const member of [...members].sort((a, b) => a.start - b.start)) {
    const run = runs.at(-1);
    if (run && member.previousEnd !== undefined && run.at(-1)?.end === member.previousEnd) run.push(member);
    else runs.push([member]);
  }
  return runs.flatMap(run => {
    const [head, tail] = [run[0], run.at(-1)];
    if (!head || !tail) return [];
    if (head.previousEnd !== undefined) return [{ start: head.previousEnd, end: tail.end, text: '' }];
    return [{ start: head.start, end: tail.nextStart ?? tail.end, text: '' }];
  });
}

function isNamed(table: TomlTable, paths: readonly (readonly string[])[] = []): boolean {
  return !table.inArray && paths.some(path => samePath(path, table.path));
}

/** Nothing of the table's own stays, and nothing new comes in. */
function isEmptied(
  document: TomlDocument,
  table: TomlTable,
  removed: readonly TomlEntry[],
  changes: TomlChanges,
): boolean {
  const own = document.entries.filter(
    entry => !entry.inline && entry.start >= table.start && entry.end <= table.bodyEnd,
  );
  if (own.some(entry => !removed.includes(entry))) return false;
  return !changes.set.some(({ path }) => samePath(path.slice(0, -1), table.path));
}

function startOfBlankLineBefore(text: string, lineStart: number): number {
  const before = text.slice(Math.max(0, lineStart - 4), lineStart);
  const blank = /(?:^|\n)(\r?\n)$/.exec(before)?.[1];
  return blank === undefined ? lineStart : lineStart - blank.length;
}

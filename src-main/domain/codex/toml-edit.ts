import { applyLineSpans, type TextSpan } from './text-span.ts';
import type { TomlChanges } from './toml-changes.ts';
import { isPathPrefix, parseToml, samePath, type TomlDocument } from './toml-document.ts';
import { tomlKey } from './toml-literal.ts';
import { removalSpans } from './toml-removal.ts';

export type TomlEdit =
  | { readonly ok: true; readonly text: string }
  /** The document already uses a name in a way that leaves no place for the key. */
  | { readonly ok: false; readonly path: readonly string[] };

/**
 * Sets and removes keys by span: every character outside the touched keys stays. A key whose value is
 * already right is not touched, whatever its spelling.
 */
export function editToml(document: TomlDocument, changes: TomlChanges): TomlEdit {
  const spans: TextSpan[] = [];
  const insertions = new Map<string, Insertion>();
  for (const { path, literal } of changes.set) {
    const entry = document.entries.find(candidate => samePath(candidate.path, path));
    if (entry) {
      if (!hasValue(document, path, literal)) {
        spans.push({ start: entry.valueStart, end: entry.valueEnd, text: literal });
      }
      continue;
    }
    const place = findPlace(document, path);
    if (place === undefined) return { ok: false, path };
    const known = insertions.get(place.id) ?? { ...place, lines: [] };
    insertions.set(place.id, known);
    known.lines.push(`${tomlKey(path.slice(place.holder.length))} = ${literal}`);
  }
  spans.push(...removalSpans(document, changes));
  for (const insertion of insertions.values()) spans.push(renderInsertion(document, insertion));
  return { ok: true, text: applyLineSpans(document.text, spans) };
}

/** Whether the document gives `path` exactly the value that `literal` spells. */
export function hasValue(document: TomlDocument, path: readonly string[], literal: string): boolean {
  const wanted = parseToml(`${tomlKey(path)} = ${literal}`);
  if (!wanted.ok) return false;
  const own = leavesUnder(document, path);
  const other = leavesUnder(wanted.document, path);
  return own.size === other.size && [...own].every(([key, value]) => other.get(key) === value);
}

/** The leaf values at and below `path`, by path key. */
export function leavesUnder(document: TomlDocument, path: readonly string[]): Map<string, string> {
  const exact = JSON.stringify(path);
  const below = `${exact.slice(0, -1)},`;
  const found = new Map<string, string>();
  for (const [key, value] of document.values) {
    if (key === exact || key.startsWith(below)) found.set(key, value);
  }
  return found;
}

interface Place {
  /** Insertions at one place are written together, in order. */
  readonly id: string;
  readonly kind: 'inline' | 'line-after' | 'file-start' | 'new-table';
  readonly offset: number;
  readonly holder: readonly string[];
  readonly firstMember?: boolean;
}
type Insertion = Place & { readonly lines: string[] };

/** Where a missing key can go without redefining a table; undefined when a name on its way is taken. */
function findPlace(document: TomlDocument, path: readonly string[]): Place | undefined {
  const parent = path.slice(0, -1);
  const reachable = document.tables.filter(table => !table.inArray);
  const taken = document.entries.some(
    entry =>
      (isPathPrefix(entry.path, parent) && entry.insertAt === undefined) || isPathPrefix(path, entry.path),
  );
  const blocked = document.tables.some(
    table => (table.kind === 'array' && isPathPrefix(table.path, parent)) || isPathPrefix(path, table.path),
  );
  if (taken || blocked) return undefined;

  const inline = document.entries
    .filter(entry => entry.insertAt !== undefined && isPathPrefix(entry.path, parent))
    .sort((a, b) => b.path.length - a.path.length)[0];
  if (inline?.insertAt) {
    const { offset, first } = inline.insertAt;
    return { id: `inline ${offset}`, kind: 'inline', offset, holder: inline.path, firstMember: first };
  }
  if (parent.length === 0) return topPlace(document);
  const table = reachable.find(candidate => samePath(candidate.path, parent));
  if (table) return { id: `table ${table.start}`, kind: 'line-after', offset: table.bodyEnd, holder: parent };
  // Defined by dotted keys: a header would define it a second time, so the key joins its siblings.
  const sibling = document.entries.findLast(
    entry => !entry.inline && isPathPrefix(parent, entry.path) && entry.holder.length < parent.length,
  );
  if (sibling) {
    const { holder, end } = sibling;
    return { id: `dotted ${end} ${holder.length}`, kind: 'line-after', offset: end, holder };
  }
  return { id: `new ${tomlKey(parent)}`, kind: 'new-table', offset: document.text.length, holder: parent };
}

function topPlace(document: TomlDocument): Place {
  const last = document.entries.findLast(entry => entry.holder.length === 0 && !entry.inline);
  if (last) return { id: `table top`, kind: 'line-after', offset: last.end, holder: [] };
  return { id: 'table top', kind: 'file-start', offset: document.bodyStart, holder: [] };
}

function renderInsertion(document: TomlDocument, insertion: Insertion): TextSpan {
  const { text, eol } = document;
  const body = insertion.lines.join(eol);
  const { offset } = insertion;
  const at = (position: number, inserted: string) => ({ start: position, end: position, text: inserted });
  switch (insertion.kind) {
    case 'inline': {
      const members = insertion.lines.join(', ');
      // Without spaces of our own: taking the members out gives the former braces back.
      return at(offset, insertion.firstMember ? members : `, ${members}`);
    }
    case 'line-after': {
      const newline = text.indexOf('\n', offset);
      return newline === -1 ? at(text.length, `${eol}${body}`) : at(newline + 1, `${body}${eol}`);
    }
    case 'file-start':
      return at(offset, `${body}${eol}`);
    case 'new-table': {
      const header = `[${tomlKey(insertion.holder)}]`;
      const isEmpty = text.length === document.bodyStart;
      if (isEmpty) return at(offset, `${header}${eol}${body}${eol}`);
      return text.endsWith('\n')
        ? at(offset, `${eol}${header}${eol}${body}${eol}`)
        : at(offset, `${eol}${eol}${header}${eol}${body}`);
    }
  }
}

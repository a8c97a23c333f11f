import { type AST, ParseError, parseTOML } from 'toml-eslint-parser';

/** One `key = value`, wherever it stands. Offsets are UTF-16 units into `TomlDocument.text`. */
export interface TomlEntry {
  /** Full path from the root. */
  readonly path: readonly string[];
  /** Path of what holds it: [] at the top, the header's path in a table, the inline table's path inside one. */
  readonly holder: readonly string[];
  readonly inline: boolean;
  readonly start: number;
  readonly end: number;
  readonly valueStart: number;
  readonly valueEnd: number;
  /** Where a further member of this inline table goes; absent when the value is no inline table. */
  readonly insertAt?: { readonly offset: number; readonly first: boolean };
  /** Neighbours inside an inline table, for taking a member out with its comma. */
  readonly previousEnd?: number;
  readonly nextStart?: number;
}

export interface TomlTable {
  readonly path: readonly string[];
  readonly kind: 'standard' | 'array';
  /** True when the table lies inside an element of an array of tables: out of reach of a plain path. */
  readonly inArray: boolean;
  readonly start: number;
  readonly headerEnd: number;
  /** End of the last entry, or of the header when there is none. */
  readonly bodyEnd: number;
  readonly entryCount: number;
}

export interface TomlDocument {
  readonly text: string;
  readonly eol: '\n' | '\r\n';
  /** 1 when the text begins with a byte order mark, else 0. */
  readonly bodyStart: number;
  /** Entries with a plain path; those inside arrays are left out. */
  readonly entries: readonly TomlEntry[];
  readonly tables: readonly TomlTable[];
  /** Every leaf value by `pathKey`, in a canonical spelling: equal maps mean equal configurations. */
  readonly values: ReadonlyMap<string, string>;
}

export type TomlParse =
  | { readonly ok: true; readonly document: TomlDocument }
  | { readonly ok: false; readonly message: string; readonly line: number; readonly column: number };

export function pathKey(path: readonly (string | number)[]): string {
  return JSON.stringify(path);
}

export function samePath(a: readonly (string | number)[], b: readonly (string | number)[]): boolean {
  return a.length === b.length && a.every((part, index) => part === b[index]);
}

export function isPathPrefix(
  prefix: readonly (string | number)[],
  path: readonly (string | number)[],
): boolean {
  return prefix.length <= path.length && prefix.every((part, index) => part === path[index]);
}

/** Parses TOML 1.1 (a superset of what any Codex reads) with the place of every key. Linear in the text. */
export function parseToml(text: string): TomlParse {
  const bodyStart = text.startsWith('\uFEFF') ? 1 : 0;
  try {
    const program = parseTOML(text.slice(bodyStart), { tomlVersion: '1.1' });
    return { ok: true, document: indexDocument(text, bodyStart, program.body[0]) };
  } catch (cause) {
    if (!(cause instanceof ParseError)) throw cause;
    return { ok: false, message: cause.message, line: cause.lineNumber, column: cause.column + 1 };
  }
}

function keyParts(key: AST.TOMLKey): string[] {
  return key.keys.map(part => (part.type === 'TOMLBare' ? part.name : part.value));
}

function indexDocument(text: string, shift: number, top: AST.TOMLTopLevelTable): TomlDocument {
  const entries: TomlEntry[] = [];
  const tables: TomlTable[] = [];
  const values = new Map<string, string>();

  function addValue(node: AST.TOMLContentNode, path: readonly (string | number)[]): void {
    switch (node.type) {
      case 'TOMLInlineTable':
        if (node.body.length === 0) values.set(pathKey(path), '{}');
        for (const member of node.body) addValue(member.value, [...path, ...keyParts(member.key)]);
        return;
      case 'TOMLArray':
        if (node.elements.length === 0) values.set(pathKey(path), '[]');
        node.elements.forEach((element, index) => {
          addValue(element, [...path, index]);
        });
        return;
      case 'TOMLValue':
        values.set(pathKey(path), canonicalValue(node));
    }
  }

  function addEntries(body: readonly AST.TOMLKeyValue[], holder: readonly string[], inline: boolean): void {
    body.forEach((node, index) => {
      const path = [...holder, ...keyParts(node.key)];
      const previous = inline ? body[index - 1] : undefined;
      const next = inline ? body[index + 1] : undefined;
      const table = node.value.type === 'TOMLInlineTable' ? node.value : undefined;
      const last = table?.body.at(-1);
      entries.push({
        path,
        holder,
        inline,
        start: node.range[0] + shift,
        end: node.range[1] + shift,
        valueStart: node.value.range[0] + shift,
        valueEnd: node.value.range[1] + shift,
        ...(table && {
          insertAt: last
            ? { offset: last.range[1] + shift, first: false }
            : { offset: table.range[0] + 1 + shift, first: true },
        }),
        ...(previous && { previousEnd: previous.range[1] + shift }),
        ...(next && { nextStart: next.range[0] + shift }),
      });
      if (table) addEntries(table.body, path, true);
    });
  }

  const topLevel: AST.TOMLKeyValue[] = [];
  for (const node of top.body) {
    if (node.type === 'TOMLKeyValue') {
      topLevel.push(node);
      addValue(node.value, keyParts(node.key));
      continue;
    }
    const path = keyParts(node.key);
    const inArray = node.kind === 'array' || !samePath(path, node.resolvedKey);
    for (const member of node.body) {
      addValue(member.value, [...node.resolvedKey, ...keyParts(member.key)]);
    }
    const headerEnd = text.indexOf(']', (node.key.range[1] ?? 0) + shift) + (node.kind === 'array' ? 2 : 1);
    tables.push({
      path,
      kind: node.kind,
      inArray,
      start: node.range[0] + shift,
      headerEnd,
      bodyEnd: (node.body.at(-1)?.range[1] ?? headerEnd - shift) + shift,
      entryCount: node.body.length,
    });
    if (!inArray) addEntries(node.body, path, false);
  }
  addEntries(topLevel, [], false);
  const eol = /\r?\n/.exec(text)?.[0] === '\r\n' ? '\r\n' : '\n';
  return { text, eol, bodyStart: shift, entries, tables, values };
}

function canonicalValue(node: AST.TOMLValue): string {
  switch (node.kind) {
    case 'string':
      return `s:${node.value}`;
    case 'integer':
      return `i:${node.bigint}`;
    case 'float':
      return `f:${node.value}`;
    case 'boolean':
      return `b:${node.value}`;
    default:
      return `d:${node.datetime}`;
  }
}

import { isDeepStrictEqual } from 'node:util';
import {
  type Document,
  isCollection,
  isMap,
  isNode,
  isScalar,
  parseDocument,
  stringify,
  type YAMLMap,
} from 'yaml';

export interface YamlEdit {
  /** Keys from the top of the file. */
  readonly path: readonly (string | number)[];
  /** The new value; undefined removes the key. */
  readonly value: unknown;
}

/**
 * Changes values in a settings file and leaves every other byte as it is: comments, order, spacing. The text
 * must be valid YAML. A change that cannot be made in place falls back to writing the document anew, which
 * keeps comments but may move them by a few spaces.
 */
export function editYaml(text: string, edits: readonly YamlEdit[]): string {
  return edits.reduce(editOne, text);
}

function editOne(text: string, edit: YamlEdit): string {
  const wanted = parseDocument(text);
  if (edit.value === undefined) wanted.deleteIn(edit.path);
  else wanted.setIn(edit.path, edit.value);
  const spliced = spliceEdit(text, parseDocument(text, { keepSourceTokens: true }), edit);
  if (spliced !== undefined) {
    const result = parseDocument(spliced);
    // The splice is proved before it is believed: the file must now say exactly what was asked.
    if (result.errors.length === 0 && isDeepStrictEqual(result.toJS(), wanted.toJS())) return spliced;
  }
  return wanted.toString({ lineWidth: 0, flowCollectionPadding: false });
}

/** One value on one line, as YAML reads it. */
function inline(value: unknown): string {
  if (typeof value === 'object' && value !== null) return JSON.stringify(value);
  return stringify(value, { lineWidth: 0 }).trimEnd();
}

function spliceEdit(text: string, document: Document, { path, value }: YamlEdit): string | undefined {
  const node = document.getIn(path, true);
  if (value === undefined) return undefined;
  if (isNode(node) && node.range) {
    const isPlace = isScalar(node) || (isCollection(node) && node.flow === true);
    if (!isPlace) return undefined;
    const [start, end] = node.range;
    return `${text.slice(0, start)}${inline(value)}${text.slice(end)}`;
  }
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  return isMap(parent) && !parent.flow ? insertKey(text, parent, String(path.at(-1)), value) : undefined;
}

/** A new key goes on its own line, right after the last value of its group. */
function insertKey(text: string, group: YAMLMap, key: string, value: unknown): string | undefined {
  const [first] = group.items;
  const last = group.items.at(-1);
  if (!isNode(first?.key) || !first.key.range || !isNode(last?.value) || !last.value.range) return undefined;
  const lineStart = text.lastIndexOf('\n', first.key.range[0] - 1) + 1;
  const indent = text.slice(lineStart, first.key.range[0]);
  if (indent.trim() !== '') return undefined;
  const lineEnd = text.indexOf('\n', last.value.range[1] - 1);
  const newLine = text.includes('\r\n') ? '\r\n' : '\n';
  const line = `${indent}${inline(key)}: ${inline(value)}`;
  if (lineEnd === -1) return `${text}${newLine}${line}${newLine}`;
  return `${text.slice(0, lineEnd + 1)}${line}${newLine}${text.slice(lineEnd + 1)}`;
}

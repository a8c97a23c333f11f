import { type Document, isMap, isNode, isPair, isScalar, type LineCounter } from 'yaml';

/** A parsed settings file that can still tell where each value stood. */
export interface YamlSource {
  readonly file: string;
  readonly document: Document;
  readonly lineCounter: LineCounter;
}

/** Where a value is, or its key when `at` is `key`; the nearest existing parent when the path ends early. */
export function positionOf(
  { document, lineCounter }: YamlSource,
  path: readonly PropertyKey[],
  at: 'key' | 'value' = 'value',
): { readonly line: number; readonly column: number } {
  let node: unknown = document.contents;
  let offset = 0;
  for (const [depth, step] of path.entries()) {
    const isLast = depth === path.length - 1;
    if (isMap(node)) {
      const pair = node.items.find(item => isScalar(item.key) && String(item.key.value) === String(step));
      if (!isPair(pair)) break;
      if (isNode(pair.key) && pair.key.range) offset = pair.key.range[0];
      if (isLast && at === 'key') break;
      node = pair.value;
    } else if (isNode(node) && 'items' in node && Array.isArray(node.items)) {
      node = node.items[Number(step)];
    } else break;
    if (isNode(node) && node.range && !(isScalar(node) && node.source === '')) offset = node.range[0];
  }
  const { line, col } = lineCounter.linePos(offset);
  return { line, column: col };
}

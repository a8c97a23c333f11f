import type { VirtualItem } from '@tanstack/react-virtual';
import { useRef } from 'react';

export interface RecycledRow {
  readonly index: number;
  /** Of the element that shows it. */
  readonly slot: number;
}

/**
 * The rows to show, each with the element that shows it: a row that comes into view takes over the element of one
 * that left, which changes a few texts where another would have to be made, styled and laid out. While the list
 * scrolls the elements keep their order; at rest it is that of the rows, for those who do not read it on the screen.
 * @param seen what can be seen, and some more
 * @param total of all rows
 */
export const useRecycledRows = (
  seen: readonly VirtualItem[],
  total: number,
  isScrolling: boolean,
): readonly RecycledRow[] => {
  const slots = useRef(0);
  // One more or less with where a row begins: elements that are there once stay.
  slots.current = Math.max(slots.current, seen.length);
  const length = Math.min(slots.current, total);
  const first = Math.max(0, Math.min(seen[0]?.index ?? 0, total - length));
  const rows = Array.from({ length }, (_, at) => ({
    index: first + at,
    slot: (first + at) % slots.current,
  }));
  return isScrolling ? rows.sort((a, b) => a.slot - b.slot) : rows;
};

import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';

/** Rows of a list that grows at its top are all this high, so that none must be measured. */
export const SEEN_ROW_HEIGHT = 32;
const OVERSCAN = 8;

interface SeenRowsProps<T> {
  readonly items: readonly T[];
  /** A `<tr>` of `SEEN_ROW_HEIGHT` pixels. */
  readonly renderRow: (item: T, index: number) => ReactNode;
}

/** The element of the page that scrolls. */
const findScroller = (): HTMLElement | null => document.getElementById('content');

/** Of the rows of a table body only those that can be seen, with room for the others above and below. */
export const SeenRows = <T,>({ items, renderRow }: SeenRowsProps<T>) => {
  const top = useRef<HTMLTableRowElement>(null);
  const [marginPx, setMarginPx] = useState(0);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: findScroller,
    estimateSize: () => SEEN_ROW_HEIGHT,
    overscan: OVERSCAN,
    scrollMargin: marginPx,
    useFlushSync: false,
  });
  // What stands above the table may come and go: after every render its place is read anew.
  useLayoutEffect(() => {
    const scroller = findScroller();
    if (scroller === null || top.current === null) return;
    const { top: rowPx } = top.current.getBoundingClientRect();
    setMarginPx(Math.round(rowPx - scroller.getBoundingClientRect().top + scroller.scrollTop));
  });
  const seen = virtual.getVirtualItems();
  const first = seen[0]?.index ?? 0;
  const after = items.length - 1 - (seen.at(-1)?.index ?? -1);
  return (
    <>
      {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row of nothing cannot have the focus */}
      <tr ref={top} aria-hidden="true" style={{ height: first * SEEN_ROW_HEIGHT }} />
      {seen.flatMap(({ index }) => {
        const item = items[index];
        return item === undefined ? [] : [renderRow(item, index)];
      })}
      {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: as above */}
      <tr aria-hidden="true" style={{ height: after * SEEN_ROW_HEIGHT }} />
    </>
  );
};

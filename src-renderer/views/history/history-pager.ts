import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HistoryPage, HistoryQuery, HistoryRecord } from '../../../src-main/contract/history.ts';

export const PAGE_LENGTH = 200;
/** About what a fast scroll passes before it stops: more would only keep memory. */
const MAX_PAGES = 40;

export interface PagerState {
  /** Absent until the first page came; 0 when nothing matches. */
  readonly total: number | undefined;
  /** The request log is not there. */
  readonly isAbsent: boolean;
  readonly pages: ReadonlyMap<number, readonly HistoryRecord[]>;
}

export interface HistoryPager extends StoreApi<PagerState> {
  /** Asks for the pages that hold these rows, unless they are there or asked for. */
  want(firstRow: number, lastRow: number): void;
  /** Answers that still come are dropped. */
  close(): void;
}

export type AskPage = (query: HistoryQuery) => Promise<{ page?: HistoryPage | undefined } | undefined>;

/** Rows of one query, page by page as they come into view. */
export const openHistoryPager = (
  query: Omit<HistoryQuery, 'offset' | 'limit'>,
  ask: AskPage,
): HistoryPager => {
  const store = createStore<PagerState>(() => ({ total: undefined, isAbsent: false, pages: new Map() }));
  const asked = new Set<number>();
  let isOpen = true;

  const fetchPage = async (number: number): Promise<void> => {
    asked.add(number);
    const answer = await ask({ ...query, offset: number * PAGE_LENGTH, limit: PAGE_LENGTH });
    asked.delete(number);
    if (!isOpen || answer === undefined) return;
    const { page } = answer;
    if (page === undefined) {
      store.setState({ total: 0, isAbsent: true });
      return;
    }
    store.setState(state => ({
      total: page.total,
      pages: new Map([...state.pages, [number, page.records] as const].slice(-MAX_PAGES)),
    }));
  };

  const want = (firstRow: number, lastRow: number): void => {
    const { pages, total } = store.getState();
    const last = Math.floor((total === undefined ? lastRow : Math.min(lastRow, total - 1)) / PAGE_LENGTH);
    for (let number = Math.max(0, Math.floor(firstRow / PAGE_LENGTH)); number <= last; number += 1)
      if (!pages.has(number) && !asked.has(number)) void fetchPage(number);
  };

  want(0, 0);
  return {
    ...store,
    want,
    close: () => {
      isOpen = false;
    },
  };
};

export const rowAt = (state: PagerState, row: number): HistoryRecord | undefined =>
  state.pages.get(Math.floor(row / PAGE_LENGTH))?.[row % PAGE_LENGTH];

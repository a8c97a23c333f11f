import { useVirtualizer } from '@tanstack/react-virtual';
import type { TFunction } from 'i18next';
import { memo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { HistoryRecord } from '../../../src-main/contract/history.ts';
import { formatCount } from '../../format.ts';
import { useLocale } from '../../state/use-locale.ts';
import styles from './history.module.css';
import { type HistoryPager, rowAt } from './history-pager.ts';
import { RecordCells } from './record-cells.tsx';
import { useRecycledRows } from './use-recycled-rows.ts';

/** Rows are one line high: a fixed height lets a hundred thousand of them scroll without measuring. */
const ROW_HEIGHT = 28;
const OVERSCAN = 8;

interface RecordTableProps {
  readonly pager: HistoryPager;
  readonly total: number;
}

const COLUMNS = ['time', 'asked', 'sent', 'status', 'ttft', 'total', 'tokens', 'cost', 'reason'] as const;

export const RecordTable = ({ pager, total }: RecordTableProps) => {
  const { t } = useTranslation();
  const locale = useLocale();
  const scroller = useRef<HTMLDivElement>(null);
  const state = useStore(pager);
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    useFlushSync: false,
    onChange: ({ range }) => {
      if (range) pager.want(range.startIndex - OVERSCAN, range.endIndex + OVERSCAN);
    },
  });
  const rows = useRecycledRows(virtual.getVirtualItems(), total, virtual.isScrolling);
  const caption = t('history.caption', { total: formatCount(locale, total) });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it a keyboard cannot scroll the rows
    <section ref={scroller} className={styles.scroller} aria-label={caption} tabIndex={0}>
      {/* biome-ignore lint/a11y/useSemanticElements: rows of a real table cannot be placed by their offset */}
      <div role="table" aria-label={caption} aria-rowcount={total + 1} className={styles.table}>
        {/* biome-ignore lint/a11y/useSemanticElements: as above */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: a row of figures does nothing */}
        <div role="row" aria-rowindex={1} className={styles.head}>
          {COLUMNS.map(column => (
            // biome-ignore lint/a11y/useSemanticElements: as above
            // biome-ignore lint/a11y/useFocusableInteractive: as above
            <div key={column} role="columnheader" className={styles[column]}>
              {t(`history.column.${column}`)}
            </div>
          ))}
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: as above */}
        <div role="rowgroup" className={styles.rows} style={{ height: virtual.getTotalSize() }}>
          {rows.map(({ slot, index }) => (
            <RecordRow key={slot} row={index} record={rowAt(state, index)} locale={locale} t={t} />
          ))}
        </div>
      </div>
    </section>
  );
};

interface RecordRowProps {
  readonly row: number;
  readonly record: HistoryRecord | undefined;
  readonly locale: string;
  readonly t: TFunction;
}

const RecordRow = memo(({ row, record, locale, t }: RecordRowProps) => (
  // biome-ignore lint/a11y/useSemanticElements: placed by its offset
  // biome-ignore lint/a11y/useFocusableInteractive: a row of figures does nothing
  <div
    role="row"
    aria-rowindex={row + 2}
    className={styles.row}
    style={{ transform: `translateY(${row * ROW_HEIGHT}px)` }}
  >
    {record === undefined ? (
      // biome-ignore lint/a11y/useSemanticElements: as above
      <div role="cell">{t('history.loading')}</div>
    ) : (
      <RecordCells record={record} locale={locale} t={t} />
    )}
  </div>
));

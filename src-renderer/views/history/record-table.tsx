import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { HistoryRecord } from '../../../src-main/contract/history.ts';
import { formatCount, formatDuration, formatStamp, formatTokens, formatUsd, UNKNOWN } from '../../format.ts';
import { ReasonLine } from '../../parts/reason-line.tsx';
import { RequestBadge } from '../../parts/request-badge.tsx';
import { useLocale } from '../../state/use-locale.ts';
import { Clipped } from '../../ui/clipped.tsx';
import styles from './history.module.css';
import { type HistoryPager, rowAt } from './history-pager.ts';

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
          {virtual.getVirtualItems().map(({ index, start }) => (
            <RecordRow key={index} row={index} start={start} record={rowAt(state, index)} locale={locale} />
          ))}
        </div>
      </div>
    </section>
  );
};

interface RecordRowProps {
  readonly row: number;
  readonly start: number;
  readonly record: HistoryRecord | undefined;
  readonly locale: string;
}

const RecordRow = memo(({ row, start, record, locale }: RecordRowProps) => {
  const { t } = useTranslation();
  const cells: Readonly<Record<(typeof COLUMNS)[number], React.ReactNode>> | undefined = record && {
    time: formatStamp(locale, record.startedAtMs),
    asked: <Clipped text={record.requestedModel} />,
    sent: <Clipped text={record.selectedModel ?? UNKNOWN} />,
    status: <RequestBadge request={record} />,
    ttft: formatDuration(locale, record.ttftMs),
    total: formatDuration(locale, record.totalMs),
    tokens: `${formatTokens(locale, record.inputTokens)} / ${formatTokens(locale, record.outputTokens)}`,
    cost: formatUsd(locale, record.costUsd),
    reason: <ReasonLine of={record} locale={locale} />,
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: placed by its offset
    // biome-ignore lint/a11y/useFocusableInteractive: a row of figures does nothing
    <div
      role="row"
      aria-rowindex={row + 2}
      className={styles.row}
      style={{ transform: `translateY(${start}px)` }}
    >
      {cells ? (
        COLUMNS.map(column => (
          // biome-ignore lint/a11y/useSemanticElements: as above
          <div key={column} role="cell" className={styles[column]}>
            {cells[column]}
          </div>
        ))
      ) : (
        // biome-ignore lint/a11y/useSemanticElements: as above
        <div role="cell">{t('history.loading')}</div>
      )}
    </div>
  );
});

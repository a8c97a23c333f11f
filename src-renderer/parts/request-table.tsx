import type { TFunction } from 'i18next';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RequestEvent } from '../../src-main/contract/request-event.ts';
import { formatClock, formatDuration, UNKNOWN } from '../format.ts';
import { useLocale } from '../state/use-locale.ts';
import { classes } from '../ui/classes.ts';
import { Clipped } from '../ui/clipped.tsx';
import { SeenRows } from '../ui/seen-rows.tsx';
import { Cell, Table } from '../ui/table.tsx';
import { ReasonLine } from './reason-line.tsx';
import { RequestBadge } from './request-badge.tsx';
import styles from './request-table.module.css';

interface RequestTableProps {
  readonly requests: readonly RequestEvent[];
  readonly chosenId?: string | undefined;
  /** Beside the details of one request: without what stands there too. */
  readonly isNarrow?: boolean;
  readonly onChoose?: (id: string) => void;
}

export const RequestTable = ({ requests, chosenId, isNarrow = false, onChoose }: RequestTableProps) => {
  const { t } = useTranslation();
  const locale = useLocale();
  return (
    <Table
      caption={t('decisions.caption')}
      columns={[
        { name: 'time', title: t('decisions.column.time'), width: '6.5rem' },
        { name: 'asked', title: t('decisions.column.asked'), width: '8.5rem' },
        { name: 'sent', title: t('decisions.column.sent'), width: '10.5rem' },
        { name: 'status', title: t('decisions.column.status'), width: '9rem' },
        ...(isNarrow
          ? []
          : [
              { name: 'ttft', title: t('decisions.column.ttft'), isNumber: true, width: '4.5rem' },
              {
                name: 'total',
                title: t('decisions.column.total'),
                isNumber: true,
                isOptional: true,
                width: '4.5rem',
              },
            ]),
        { name: 'reason', title: t('decisions.column.reason'), isOptional: true },
      ]}
      rowCount={onChoose ? requests.length + 1 : undefined}
    >
      <SeenRows
        items={requests}
        renderRow={(request, index) => (
          <RequestRow
            key={request.id}
            request={request}
            t={t}
            locale={locale}
            rowIndex={onChoose ? index + 2 : undefined}
            isChosen={request.id === chosenId}
            isNarrow={isNarrow}
            onChoose={onChoose}
          />
        )}
      />
    </Table>
  );
};

interface RequestRowProps {
  readonly request: RequestEvent;
  readonly t: TFunction;
  readonly locale: string;
  readonly rowIndex: number | undefined;
  readonly isChosen: boolean;
  readonly isNarrow: boolean;
  readonly onChoose: ((id: string) => void) | undefined;
}

/** Renders only when its own request changes: the store keeps the reference of one that did not. */
const RequestRow = memo(({ request, t, locale, rowIndex, isChosen, isNarrow, onChoose }: RequestRowProps) => {
  const time: ReactNode = formatClock(locale, request.startedAtMs);
  return (
    <tr
      aria-rowindex={rowIndex}
      aria-selected={onChoose ? isChosen : undefined}
      className={classes(styles.row, isChosen && styles.chosen)}
    >
      <Cell>
        {onChoose ? (
          <button
            type="button"
            className={styles.open}
            aria-label={t('decisions.detail.open', { id: request.id })}
            aria-pressed={isChosen}
            onClick={() => onChoose(request.id)}
          >
            {time}
          </button>
        ) : (
          time
        )}
      </Cell>
      <Cell>
        <Clipped text={request.requestedModel} />
      </Cell>
      <Cell>
        <Clipped text={request.selectedModel ?? UNKNOWN} />
      </Cell>
      <Cell>
        <RequestBadge request={request} t={t} />
      </Cell>
      {isNarrow ? null : (
        <>
          <Cell isNumber>{formatDuration(locale, request.ttftMs)}</Cell>
          <Cell isNumber isOptional>
            {formatDuration(locale, request.totalMs)}
          </Cell>
        </>
      )}
      <Cell isOptional>
        <ReasonLine of={request} locale={locale} />
      </Cell>
    </tr>
  );
});

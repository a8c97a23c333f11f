import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RequestEvent } from '../../src-main/contract/request-event.ts';
import { formatClock, formatDuration, UNKNOWN } from '../format.ts';
import { useLocale } from '../state/use-locale.ts';
import { Clipped } from '../ui/clipped.tsx';
import { Cell, Table } from '../ui/table.tsx';
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
  return (
    <Table
      caption={t('decisions.caption')}
      columns={[
        { name: 'time', title: t('decisions.column.time') },
        { name: 'asked', title: t('decisions.column.asked') },
        { name: 'sent', title: t('decisions.column.sent') },
        { name: 'status', title: t('decisions.column.status') },
        ...(isNarrow
          ? []
          : [
              { name: 'ttft', title: t('decisions.column.ttft'), isNumber: true },
              { name: 'total', title: t('decisions.column.total'), isNumber: true },
            ]),
        { name: 'reason', title: t('decisions.column.reason'), isWide: true, isOptional: true },
      ]}
    >
      {requests.map(request => (
        <RequestRow
          key={request.id}
          request={request}
          isChosen={request.id === chosenId}
          isNarrow={isNarrow}
          onChoose={onChoose}
        />
      ))}
    </Table>
  );
};

interface RequestRowProps {
  readonly request: RequestEvent;
  readonly isChosen: boolean;
  readonly isNarrow: boolean;
  readonly onChoose: ((id: string) => void) | undefined;
}

/** Renders only when its own request changes: the store keeps the reference of one that did not. */
const RequestRow = memo(({ request, isChosen, isNarrow, onChoose }: RequestRowProps) => {
  const { t } = useTranslation();
  const locale = useLocale();
  const time: ReactNode = formatClock(locale, request.startedAtMs);
  return (
    <tr aria-selected={onChoose ? isChosen : undefined} className={isChosen ? styles.chosen : undefined}>
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
        <RequestBadge request={request} />
      </Cell>
      {isNarrow ? null : (
        <>
          <Cell isNumber>{formatDuration(locale, request.ttftMs)}</Cell>
          <Cell isNumber>{formatDuration(locale, request.totalMs)}</Cell>
        </>
      )}
      <Cell isWide isOptional>
        <Clipped text={request.reason ?? request.errorCode ?? UNKNOWN} />
      </Cell>
    </tr>
  );
});

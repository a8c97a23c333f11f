// biome-ignore-all lint/a11y/useSemanticElements: cells of a real table cannot stand in rows that are placed by offset
import type { TFunction } from 'i18next';
import type { HistoryRecord } from '../../../src-main/contract/history.ts';
import { formatDuration, formatStamp, formatTokens, formatUsd, UNKNOWN } from '../../format.ts';
import { tellReason } from '../../i18n/tell-reason.ts';
import { RequestBadge } from '../../parts/request-badge.tsx';
import { clip } from '../../ui/clipped.tsx';
import styles from './history.module.css';

interface RecordCellsProps {
  readonly record: HistoryRecord;
  readonly locale: string;
  readonly t: TFunction;
}

/** As few elements, and as few that cut their text, as will do: every one of them is paid for with each frame. */
export const RecordCells = ({ record, locale, t }: RecordCellsProps) => (
  <>
    <div role="cell" className={styles.time}>
      {formatStamp(locale, record.startedAtMs)}
    </div>
    <div role="cell" className={styles.asked} {...clip(record.requestedModel)} />
    <div role="cell" className={styles.sent} {...clip(record.selectedModel ?? UNKNOWN)} />
    <div role="cell" className={styles.status}>
      <RequestBadge request={record} t={t} />
    </div>
    <div role="cell" className={styles.ttft}>
      {formatDuration(locale, record.ttftMs)}
    </div>
    <div role="cell" className={styles.total}>
      {formatDuration(locale, record.totalMs)}
    </div>
    <div role="cell" className={styles.tokens}>
      {`${formatTokens(locale, record.inputTokens)} / ${formatTokens(locale, record.outputTokens)}`}
    </div>
    <div role="cell" className={styles.cost}>
      {formatUsd(locale, record.costUsd)}
    </div>
    <ReasonCell record={record} locale={locale} />
  </>
);

const ReasonCell = ({
  record: { reason, errorCode },
  locale,
}: Pick<RecordCellsProps, 'record' | 'locale'>) => {
  const { text, lang } =
    reason === undefined ? { text: errorCode ?? UNKNOWN, lang: undefined } : tellReason(locale, reason);
  return <div role="cell" lang={lang} className={styles.reason} {...clip(text)} />;
};

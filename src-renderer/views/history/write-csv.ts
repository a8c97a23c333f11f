import type { HistoryRecord } from '../../../src-main/contract/history.ts';

/** Column names are those of the record, with their units, so that a script needs no manual. */
export const CSV_COLUMNS = [
  'id',
  'startedAt',
  'kind',
  'requestedModel',
  'selectedModel',
  'provider',
  'status',
  'errorCode',
  'attempts',
  'ttftMs',
  'totalMs',
  'inputTokens',
  'cachedInputTokens',
  'outputTokens',
  'costUsd',
  'savedUsd',
  'conversationId',
  'reason',
] as const;

const cellOf = (record: HistoryRecord, column: (typeof CSV_COLUMNS)[number]): string => {
  const value = column === 'startedAt' ? new Date(record.startedAtMs).toISOString() : record[column];
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  // A spreadsheet runs a cell that starts like a formula: an apostrophe makes it text.
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** CSV after RFC 4180 (CRLF, quotes doubled), numbers unrounded with a point, times in UTC. */
export const writeCsvHead = (): string => `${CSV_COLUMNS.join(',')}\r\n`;

export const writeCsvRows = (records: readonly HistoryRecord[]): string =>
  records.map(record => `${CSV_COLUMNS.map(column => cellOf(record, column)).join(',')}\r\n`).join('');

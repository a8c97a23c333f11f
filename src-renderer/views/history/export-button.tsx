import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistoryFilter, HistorySort } from '../../../src-main/contract/history.ts';
import { useAppStore } from '../../state/use-app.ts';
import { Button } from '../../ui/button.tsx';
import { writeCsvHead, writeCsvRows } from './write-csv.ts';

const EXPORT_PAGE_LENGTH = 1000;

interface ExportButtonProps {
  readonly filter: HistoryFilter;
  readonly sort: HistorySort;
  readonly total: number | undefined;
}

const saveFile = (parts: readonly string[], name: string): void => {
  const url = URL.createObjectURL(new Blob([...parts], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
};

/** All records the filter leaves, in the order shown. */
export const ExportButton = ({ filter, sort, total }: ExportButtonProps) => {
  const { t } = useTranslation();
  const store = useAppStore();
  const [isExporting, setIsExporting] = useState(false);
  const exportAll = async (): Promise<void> => {
    setIsExporting(true);
    const parts = [writeCsvHead()];
    for (let offset = 0; offset < (total ?? 0); offset += EXPORT_PAGE_LENGTH) {
      const answer = await store.ask('history.query', {
        filter,
        sort,
        isDescending: true,
        offset,
        limit: EXPORT_PAGE_LENGTH,
      });
      // A file that lacks rows without saying so is worse than none: the failure was shown already.
      if (answer?.page === undefined) {
        setIsExporting(false);
        return;
      }
      parts.push(writeCsvRows(answer.page.records));
    }
    saveFile(parts, t('history.fileName'));
    setIsExporting(false);
  };
  return (
    <Button disabled={!total} isBusy={isExporting} onClick={() => void exportAll()}>
      {isExporting ? t('history.exporting') : t('history.export')}
    </Button>
  );
};

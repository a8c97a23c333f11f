import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { HistoryFilter, HistorySort } from '../../../src-main/contract/history.ts';
import { formatCount } from '../../format.ts';
import { ViewFrame } from '../../parts/view-frame.tsx';
import type { AppStore } from '../../state/app-store.ts';
import { selectDays, selectSkewMs } from '../../state/selectors.ts';
import { useApp, useAppStore } from '../../state/use-app.ts';
import { useLocale } from '../../state/use-locale.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Select } from '../../ui/input.tsx';
import { DayPlots } from './day-plots.tsx';
import { ExportButton } from './export-button.tsx';
import styles from './history.module.css';
import { openHistoryPager } from './history-pager.ts';
import { RecordTable } from './record-table.tsx';

const RANGES = { week: 7, month: 30, quarter: 90, ever: undefined } as const;
type RangeName = keyof typeof RANGES;
const RANGE_NAMES = ['week', 'month', 'quarter', 'ever'] as const satisfies readonly RangeName[];
const SORTS = ['time', 'cost', 'total', 'ttft', 'tokens'] as const satisfies readonly HistorySort[];
const DAY_MS = 86_400_000;

/** The program's clock at this moment: the page may be seen through a tunnel from another machine. */
const readClockMs = (store: AppStore): number => Date.now() + selectSkewMs(store.getState());

export const HistoryView = () => {
  const { t } = useTranslation();
  const store = useAppStore();
  const days = useApp(selectDays)?.days;
  const [search, setSearch] = useState('');
  const [alias, setAlias] = useState('');
  const [onlyFailed, setOnlyFailed] = useState(false);
  const [range, setRange] = useState<RangeName>('month');
  const [sort, setSort] = useState<HistorySort>('time');
  const soughtFor = useDeferredValue(search);
  const aliases = useMemo(() => [...new Set(days?.map(day => day.alias))].sort(), [days]);
  const filter = useMemo<HistoryFilter>(() => {
    const lastDays = RANGES[range];
    return {
      search: soughtFor,
      onlyFailed,
      ...(alias === '' ? {} : { alias }),
      ...(lastDays === undefined ? {} : { fromMs: readClockMs(store) - lastDays * DAY_MS }),
    };
  }, [soughtFor, onlyFailed, alias, range, store]);
  const pager = useMemo(
    () => openHistoryPager({ filter, sort, isDescending: true }, query => store.ask('history.query', query)),
    [filter, sort, store],
  );
  useEffect(() => pager.close, [pager]);
  const total = useStore(pager, state => state.total);
  const isAbsent = useStore(pager, state => state.isAbsent);
  const isFiltered = search !== '' || alias !== '' || onlyFailed || range !== 'ever';

  return (
    <ViewFrame
      title={t('history.title')}
      isFilling={total !== 0}
      actions={<ExportButton filter={filter} sort={sort} total={total} />}
    >
      {days && days.length > 0 ? <DayPlots days={days} fromMs={filter.fromMs} alias={filter.alias} /> : null}
      <search className={styles.filters}>
        <Field label={t('history.search')}>
          {control => (
            <Input
              {...control}
              type="search"
              maxLength={200}
              value={search}
              onChange={event => setSearch(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('history.days')}>
          {control => (
            <Select
              {...control}
              value={range}
              onChange={event => setRange(RANGE_NAMES.find(known => known === event.target.value) ?? 'month')}
            >
              {RANGE_NAMES.map(known => (
                <option key={known} value={known}>
                  {t(`history.range.${known}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t('history.alias')}>
          {control => (
            <Select {...control} value={alias} onChange={event => setAlias(event.target.value)}>
              <option value="">{t('history.anyAlias')}</option>
              {aliases.map(known => (
                <option key={known} value={known}>
                  {known}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t('history.sort')}>
          {control => (
            <Select
              {...control}
              value={sort}
              onChange={event => setSort(SORTS.find(known => known === event.target.value) ?? 'time')}
            >
              {SORTS.map(known => (
                <option key={known} value={known}>
                  {t(`history.sorts.${known}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <label className={styles.failed}>
          <input
            type="checkbox"
            checked={onlyFailed}
            onChange={event => setOnlyFailed(event.target.checked)}
          />
          {t('history.onlyFailed')}
        </label>
        <Found total={total} />
      </search>
      {total !== 0 ? (
        <RecordTable pager={pager} total={total ?? 0} />
      ) : isAbsent || !isFiltered ? (
        <EmptyState title={t('history.absent')}>{t('history.absentText')}</EmptyState>
      ) : (
        <EmptyState title={t('history.noMatch')}>{t('history.noMatchText')}</EmptyState>
      )}
    </ViewFrame>
  );
};

const Found = ({ total }: { readonly total: number | undefined }) => {
  const { t } = useTranslation();
  const locale = useLocale();
  return (
    <p className={styles.found} aria-live="polite">
      {total === undefined ? t('history.loading') : t('history.found', { total: formatCount(locale, total) })}
    </p>
  );
};

import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistoryDay } from '../../../src-main/contract/history.ts';
import { formatDay, formatTokens, formatUsd } from '../../format.ts';
import { useLocale } from '../../state/use-locale.ts';
import { Panel } from '../../ui/panel.tsx';
import { TimePlot } from '../../ui/time-plot.tsx';
import styles from './history.module.css';
import { stackDays } from './stack-days.ts';

interface DayPlotsProps {
  readonly days: readonly HistoryDay[];
  readonly fromMs: number | undefined;
  readonly alias: string | undefined;
}

const readCost = (day: HistoryDay): number => day.costUsd;
const readTokens = (day: HistoryDay): number => day.inputTokens + day.outputTokens;

export const DayPlots = ({ days, fromMs, alias }: DayPlotsProps) => {
  const { t } = useTranslation();
  const chosen = useMemo(
    () =>
      days.filter(
        day =>
          (alias === undefined || day.alias === alias) &&
          (fromMs === undefined || Date.parse(`${day.day}T23:59:59Z`) >= fromMs),
      ),
    [days, alias, fromMs],
  );
  if (chosen.length === 0) return null;
  return (
    <div className={styles.plots}>
      <DayPlot title={t('history.costPlot')} days={chosen} measure={readCost} format={formatUsd} />
      <DayPlot title={t('history.tokenPlot')} days={chosen} measure={readTokens} format={formatTokens} />
    </div>
  );
};

interface DayPlotProps {
  readonly title: string;
  readonly days: readonly HistoryDay[];
  readonly measure: (day: HistoryDay) => number;
  readonly format: (locale: string, value: number) => string;
}

/** As many series as there are colours to tell apart, the last for the rest. */
const MAX_OWN = 4;

const DayPlot = ({ title, days, measure, format }: DayPlotProps) => {
  const { t } = useTranslation();
  const locale = useLocale();
  const others = t('history.othersAlias');
  const stack = useMemo(() => stackDays(days, measure, MAX_OWN, others), [days, measure, others]);
  const writeValue = useCallback((value: number) => format(locale, value), [format, locale]);
  const writeDay = useCallback((timeS: number) => formatDay(locale, timeS * 1000), [locale]);
  return (
    <Panel title={title}>
      <TimePlot
        timesS={stack.timesS}
        series={stack.series}
        label={t('history.plotOf', {
          title,
          from: writeDay(stack.timesS[0] ?? 0),
          to: writeDay(stack.timesS.at(-1) ?? 0),
          total: writeValue(stack.total),
        })}
        dayLabel={t('history.day')}
        formatValue={writeValue}
        formatDay={writeDay}
      />
    </Panel>
  );
};

import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount, formatDuration, formatPerSec, formatUsd } from '../../format.ts';
import { selectFigures, selectRequests, selectRouting } from '../../state/selectors.ts';
import { summariseRequests } from '../../state/summarise-requests.ts';
import { useApp } from '../../state/use-app.ts';
import { useLocale } from '../../state/use-locale.ts';
import { Sparkline } from '../../ui/sparkline.tsx';
import { Tile, Tiles } from '../../ui/tile.tsx';

/** What the router is at, and today's sums with the course of the last hour where the program tells them. */
export const NowTiles = () => {
  const { t } = useTranslation();
  const locale = useLocale();
  const routing = useApp(selectRouting);
  const figures = useApp(selectFigures);
  if (routing === undefined) return null;
  return (
    <Tiles>
      <Tile
        label={t('now.tile.inFlight')}
        value={formatCount(locale, routing.inFlight)}
        note={
          routing.restarts > 0 ? t('now.restarts', { number: formatCount(locale, routing.restarts) }) : null
        }
      />
      {figures ? <TodayTiles figures={figures} /> : <RecentTiles />}
    </Tiles>
  );
};

/** Over the requests in the list, while there are no sums of the day. */
const RecentTiles = () => {
  const { t } = useTranslation();
  const locale = useLocale();
  const requests = useApp(selectRequests);
  const summary = useMemo(() => summariseRequests(requests), [requests]);
  const ofLast =
    summary.count === 0
      ? t('now.tile.none')
      : t('now.tile.ofLast', { number: formatCount(locale, summary.count) });
  return (
    <>
      <Tile
        label={t('now.tile.failed')}
        value={formatCount(locale, summary.count === 0 ? undefined : summary.failedCount)}
        note={ofLast}
      />
      <Tile
        label={t('now.tile.ttft')}
        value={formatDuration(locale, summary.ttftMedianMs)}
        note={
          summary.count === 0 ? ofLast : t('figures.p95', { time: formatDuration(locale, summary.ttftP95Ms) })
        }
      />
    </>
  );
};

type Figures = NonNullable<ReturnType<typeof selectFigures>>;

const TodayTiles = ({ figures }: { readonly figures: Figures }) => {
  const { t } = useTranslation();
  const locale = useLocale();
  const { course, budgetUsd, baselineAlias } = figures;
  const plot = (label: string, values: readonly (number | null)[] | undefined) =>
    values ? <Sparkline values={values} label={t('figures.course', { label })} /> : null;
  return (
    <>
      <Tile
        label={t('figures.spent')}
        value={formatUsd(locale, figures.spentUsd)}
        note={budgetUsd ? t('figures.ofBudget', { budget: formatUsd(locale, budgetUsd) }) : null}
      >
        {plot(t('figures.spent'), course?.spentUsd)}
      </Tile>
      <Tile
        label={t('figures.saved')}
        value={formatUsd(locale, figures.savedUsd)}
        note={baselineAlias ? t('figures.savedNote', { alias: baselineAlias }) : null}
      />
      <Tile
        label={t('figures.requests')}
        value={formatCount(locale, figures.requests)}
        note={t('figures.failedNote', { number: formatCount(locale, figures.failed) })}
      >
        {plot(t('figures.requests'), course?.requests)}
      </Tile>
      <Tile
        label={t('figures.ttft')}
        value={formatDuration(locale, figures.ttftP50Ms)}
        note={t('figures.p95', { time: formatDuration(locale, figures.ttftP95Ms) })}
      >
        {plot(t('figures.ttft'), course?.ttftMs)}
      </Tile>
      <Tile label={t('figures.speed')} value={formatPerSec(locale, figures.tokensPerSec)}>
        {plot(t('figures.speed'), course?.tokensPerSec)}
      </Tile>
    </>
  );
};

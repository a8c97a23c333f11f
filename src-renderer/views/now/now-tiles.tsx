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
      >
        <Course of={t('now.tile.inFlight')} values={figures?.course?.inFlight} />
      </Tile>
      {figures ? <TodayTiles figures={figures} /> : <RecentTiles />}
    </Tiles>
  );
};

interface CourseProps {
  /** The tile's label. */
  readonly of: string;
  readonly values: readonly (number | null)[] | undefined;
}

const Course = ({ of, values }: CourseProps) => {
  const { t } = useTranslation();
  return values ? <Sparkline values={values} label={t('figures.course', { label: of })} /> : null;
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
  return (
    <>
      <Tile
        label={t('figures.spent')}
        value={formatUsd(locale, figures.spentUsd)}
        note={budgetUsd ? t('figures.ofBudget', { budget: formatUsd(locale, budgetUsd) }) : null}
      >
        <Course of={t('figures.spent')} values={course?.spentUsd} />
      </Tile>
      <Tile
        label={t('figures.saved')}
        value={formatUsd(locale, figures.savedUsd)}
        note={baselineAlias ? t('figures.savedNote', { alias: baselineAlias }) : null}
      >
        <Course of={t('figures.saved')} values={course?.savedUsd} />
      </Tile>
      <Tile
        label={t('figures.requests')}
        value={formatCount(locale, figures.requests)}
        note={t('figures.failedNote', { number: formatCount(locale, figures.failed) })}
      >
        <Course of={t('figures.requests')} values={course?.requests} />
      </Tile>
      <Tile
        label={t('figures.ttft')}
        value={formatDuration(locale, figures.ttftP50Ms)}
        note={t('figures.p95', { time: formatDuration(locale, figures.ttftP95Ms) })}
      >
        <Course of={t('figures.ttft')} values={course?.ttftMs} />
      </Tile>
      <Tile label={t('figures.speed')} value={formatPerSec(locale, figures.tokensPerSec)}>
        <Course of={t('figures.speed')} values={course?.tokensPerSec} />
      </Tile>
    </>
  );
};

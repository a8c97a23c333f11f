import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount, formatDuration, formatPort } from '../../format.ts';
import { GettingStarted } from '../../parts/getting-started.tsx';
import { RequestTable } from '../../parts/request-table.tsx';
import { ViewFrame } from '../../parts/view-frame.tsx';
import { routeTo } from '../../state/route.ts';
import { selectRequests, selectRouting } from '../../state/selectors.ts';
import { summariseRequests } from '../../state/summarise-requests.ts';
import { useApp } from '../../state/use-app.ts';
import { useLocale } from '../../state/use-locale.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Tile, Tiles } from '../../ui/tile.tsx';
import { RoutingPanel } from './routing-panel.tsx';

const LATEST = 8;

export const NowView = () => {
  const { t } = useTranslation();
  return (
    <ViewFrame title={t('now.title')}>
      <RoutingPanel />
      <GettingStarted />
      <NowTiles />
      <LatestRequests />
    </ViewFrame>
  );
};

const NowTiles = () => {
  const { t } = useTranslation();
  const locale = useLocale();
  const routing = useApp(selectRouting);
  const requests = useApp(selectRequests);
  const summary = useMemo(() => summariseRequests(requests), [requests]);
  if (routing === undefined) return null;
  const ofLast = summary.count === 0 ? t('now.tile.none') : t('now.tile.ofLast', { count: summary.count });
  return (
    <Tiles>
      <Tile label={t('now.tile.inFlight')} value={formatCount(locale, routing.inFlight)} />
      <Tile label={t('now.tile.port')} value={formatPort(routing.port)} />
      <Tile label={t('now.tile.restarts')} value={formatCount(locale, routing.restarts)} />
      <Tile
        label={t('now.tile.failed')}
        value={formatCount(locale, summary.count === 0 ? undefined : summary.failedCount)}
        note={ofLast}
      />
      <Tile label={t('now.tile.ttft')} value={formatDuration(locale, summary.ttftMedianMs)} note={ofLast} />
      <Tile label={t('now.tile.ttft95')} value={formatDuration(locale, summary.ttftP95Ms)} note={ofLast} />
    </Tiles>
  );
};

const LatestRequests = () => {
  const { t } = useTranslation();
  const requests = useApp(selectRequests);
  return (
    <Panel
      title={t('now.latest')}
      actions={requests.length > 0 ? <a href={routeTo('decisions')}>{t('now.allRequests')}</a> : null}
    >
      {requests.length === 0 ? (
        <EmptyState title={t('decisions.empty')}>{t('decisions.emptyText')}</EmptyState>
      ) : (
        <RequestTable requests={requests.slice(0, LATEST)} />
      )}
    </Panel>
  );
};

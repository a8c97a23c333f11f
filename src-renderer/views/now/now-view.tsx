import { useTranslation } from 'react-i18next';
import { FileTroublesNotice } from '../../parts/file-troubles-notice.tsx';
import { GettingStarted } from '../../parts/getting-started.tsx';
import { KeychainNotice } from '../../parts/keychain-notice.tsx';
import { RequestTable } from '../../parts/request-table.tsx';
import { RestartNotice } from '../../parts/restart-notice.tsx';
import { ViewFrame } from '../../parts/view-frame.tsx';
import { routeTo } from '../../state/route.ts';
import { selectRequests } from '../../state/selectors.ts';
import { useApp } from '../../state/use-app.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { BudgetNotice } from './budget-notice.tsx';
import { NowTiles } from './now-tiles.tsx';
import { OllamaPanel } from './ollama-panel.tsx';
import { OwnPlanPanel } from './own-plan-panel.tsx';
import { RoutingPanel } from './routing-panel.tsx';

const LATEST = 8;

export const NowView = () => {
  const { t } = useTranslation();
  return (
    <ViewFrame title={t('now.title')}>
      <RoutingPanel />
      <RestartNotice />
      <FileTroublesNotice />
      <GettingStarted />
      <KeychainNotice />
      <BudgetNotice />
      <NowTiles />
      <LatestRequests />
      <OwnPlanPanel />
      <OllamaPanel />
    </ViewFrame>
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

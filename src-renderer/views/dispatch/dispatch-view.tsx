import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DispatchSnapshot } from '../../../src-main/contract/dispatch-snapshot.ts';
import { RoutingSwitch } from '../../parts/routing-switch.tsx';
import { ViewFrame } from '../../parts/view-frame.tsx';
import { type DeploymentColumn, sortDeployments } from '../../state/deployment-health.ts';
import { selectDispatch, selectPreview } from '../../state/selectors.ts';
import { useApp } from '../../state/use-app.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { DeploymentLine } from './deployment-line.tsx';
import { ExamsPanel } from './exams-panel.tsx';
import { WeightsForm } from './weights-form.tsx';

export const DispatchView = () => {
  const { t } = useTranslation();
  const dispatch = useApp(selectDispatch);
  return (
    <ViewFrame title={t('dispatch.title')}>
      {dispatch === undefined ? (
        <EmptyState title={t('dispatch.absent')} actions={<RoutingSwitch />}>
          {t('dispatch.absentText')}
        </EmptyState>
      ) : (
        <>
          <Deployments dispatch={dispatch} />
          <WeightsForm
            // Fields start from the weights in use whenever those change.
            key={JSON.stringify([dispatch.soft_score_weights, dispatch.temperature])}
            weights={dispatch.soft_score_weights}
            temperature={dispatch.temperature}
          />
        </>
      )}
      <ExamsPanel />
    </ViewFrame>
  );
};

const Deployments = ({ dispatch }: { readonly dispatch: DispatchSnapshot }) => {
  const { t } = useTranslation();
  const preview = useApp(selectPreview)?.preview;
  const [sort, setSort] = useState<{ by: DeploymentColumn; isDescending: boolean }>();
  const rows = useMemo(
    () => (sort ? sortDeployments(dispatch.deployments, sort.by, sort.isDescending) : dispatch.deployments),
    [dispatch.deployments, sort],
  );
  const number = { isNumber: true } as const;
  const columns: readonly Column<DeploymentColumn>[] = [
    { name: 'deployment', title: t('dispatch.column.deployment') },
    { name: 'health', title: t('dispatch.column.health') },
    { name: 'probability', title: t('dispatch.column.probability'), ...number },
    ...(preview ? [{ name: 'preview', title: t('dispatch.column.preview'), ...number } as const] : []),
    { name: 'risk', title: t('dispatch.column.risk'), ...number },
    { name: 'inFlight', title: t('dispatch.column.inFlight'), ...number },
    { name: 'ttft', title: t('dispatch.column.ttft'), ...number },
    { name: 'latency', title: t('dispatch.column.latency'), ...number },
    { name: 'speed', title: t('dispatch.column.speed'), ...number },
    { name: 'cost', title: t('dispatch.column.cost'), ...number },
    { name: 'error', title: t('dispatch.column.error'), ...number },
    { name: 'pressure', title: t('dispatch.column.pressure'), ...number },
    { name: 'queue', title: t('dispatch.column.queue'), ...number },
  ];
  return (
    <Table
      caption={t('dispatch.caption')}
      columns={columns}
      {...(sort ? { sort } : {})}
      onSort={by => setSort({ by, isDescending: sort?.by === by ? !sort.isDescending : by !== 'deployment' })}
    >
      {rows.map(row => (
        <DeploymentLine
          key={row.deployment}
          row={row}
          hasPreview={preview !== undefined}
          previewed={preview?.rows.find(({ deployment }) => deployment === row.deployment)?.probability}
        />
      ))}
    </Table>
  );
};

import type { DeploymentRow, DispatchSnapshot } from '../../../contract/dispatch-snapshot.ts';
import { dispatchMetrics } from '../../../domain/dispatch/dispatch-metrics.ts';
import type { DispatchState } from '../../../domain/dispatch/dispatch-state.ts';

/** The figures of every deployment as windows show them. */
export function dispatchSnapshot(state: DispatchState, nowMs: number): DispatchSnapshot {
  const { deployments, soft_score_weights, temperature } = dispatchMetrics(state, nowMs);
  return {
    soft_score_weights: { ...soft_score_weights },
    temperature,
    deployments: Object.entries(deployments).map(([deployment, figures]): DeploymentRow => {
      const {
        success_rate,
        hard_limited_remaining_s,
        hard_limit_reason,
        last_status,
        soft_risk,
        probability,
        ...same
      } = figures;
      return {
        ...same,
        deployment,
        local: state.compiled.byName.get(deployment)?.isLocal ?? false,
        ...(success_rate !== null && { success_rate }),
        ...(hard_limited_remaining_s !== null && { hard_limited_remaining_s }),
        ...(hard_limit_reason !== null && { hard_limit_reason }),
        ...(last_status !== null && { last_status }),
        ...(soft_risk !== null && { soft_risk }),
        ...(!figures.hard_limited && { probability }),
      };
    }),
  };
}

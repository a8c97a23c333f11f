import type { DeploymentRow } from '../../src-main/contract/dispatch-snapshot.ts';

export type DeploymentHealth = 'ready' | 'shaky' | 'cooling' | 'full' | 'out';

/** Limits that a person can end by hand: timed ones, set after an error. */
const COOLDOWNS: ReadonlySet<string> = new Set(['rate-limited', 'key-refused', 'model-missing', 'failures']);
/** Limits that end with the next answer or minute. */
const PASSING: ReadonlySet<string> = new Set(['in-flight', 'rpm', 'tpm', 'probing']);

/** Every fourth attempt failing, as a moving average, is worth a look. */
const SHAKY_ERROR_SHARE = 0.25;

export const isWakeable = (row: DeploymentRow): boolean =>
  row.hard_limited && COOLDOWNS.has(row.hard_limit_reason ?? '');

export const deploymentHealth = (row: DeploymentRow): DeploymentHealth => {
  if (!row.hard_limited) return row.ewma_error_rate >= SHAKY_ERROR_SHARE ? 'shaky' : 'ready';
  if (isWakeable(row)) return 'cooling';
  return PASSING.has(row.hard_limit_reason ?? '') ? 'full' : 'out';
};

export type DeploymentColumn =
  | 'deployment'
  | 'health'
  | 'inFlight'
  | 'ttft'
  | 'latency'
  | 'speed'
  | 'cost'
  | 'error'
  | 'pressure'
  | 'queue'
  | 'risk'
  | 'probability'
  | 'preview';

const HEALTH_ORDER: readonly DeploymentHealth[] = ['ready', 'shaky', 'full', 'cooling', 'out'];

const figureOf = (row: DeploymentRow, column: DeploymentColumn): string | number | undefined => {
  switch (column) {
    case 'deployment':
      return row.deployment;
    case 'health':
      return HEALTH_ORDER.indexOf(deploymentHealth(row));
    case 'inFlight':
      return row.in_flight;
    case 'ttft':
      return row.ewma_ttft_ms;
    case 'latency':
      return row.ewma_total_latency_ms;
    case 'speed':
      return row.ewma_tokens_per_second;
    case 'cost':
      return row.ewma_cost_usd;
    case 'error':
      return row.ewma_error_rate;
    case 'pressure':
      return row.ewma_token_pressure;
    case 'queue':
      return row.ewma_queue_depth;
    case 'risk':
      return row.soft_risk;
    case 'probability':
    case 'preview':
      return row.probability;
  }
};

/** A sorted copy; rows without the figure come last either way. */
export const sortDeployments = (
  rows: readonly DeploymentRow[],
  column: DeploymentColumn,
  isDescending: boolean,
): readonly DeploymentRow[] =>
  [...rows].sort((left, right) => {
    const [a, b] = [figureOf(left, column), figureOf(right, column)];
    if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
    const order = typeof a === 'string' ? a.localeCompare(String(b)) : a - Number(b);
    return isDescending ? -order : order;
  });

import { describe, expect, it } from 'vitest';
import type { DeploymentRow } from '../../src-main/contract/dispatch-snapshot.ts';
import { deploymentHealth, isWakeable, sortDeployments } from './deployment-health.ts';

const row = (fields: Partial<DeploymentRow>): DeploymentRow => ({
  deployment: 'a',
  provider: 'p',
  local: false,
  calls: 0,
  ewma_ttft_ms: 0,
  ewma_total_latency_ms: 0,
  ewma_tokens_per_second: 0,
  ewma_queue_depth: 0,
  in_flight: 0,
  ewma_error_rate: 0,
  ewma_token_pressure: 0,
  ewma_cost_usd: 0,
  hard_limited: false,
  ...fields,
});

describe('deploymentHealth', () => {
  it.each([
    [row({}), 'ready', false],
    [row({ ewma_error_rate: 0.4 }), 'shaky', false],
    [row({ hard_limited: true, hard_limit_reason: 'rate-limited' }), 'cooling', true],
    [row({ hard_limited: true, hard_limit_reason: 'in-flight' }), 'full', false],
    [row({ hard_limited: true, hard_limit_reason: 'no-key' }), 'out', false],
    [row({ hard_limited: true, hard_limit_reason: 'a reason of tomorrow' }), 'out', false],
  ])('%o is %s', (deployment, health, wakeable) => {
    expect(deploymentHealth(deployment)).toBe(health);
    expect(isWakeable(deployment)).toBe(wakeable);
  });
});

it('sorts by a figure and leaves what has none at the end, whichever way', () => {
  const rows = [
    row({ deployment: 'none' }),
    row({ deployment: 'low', probability: 0.2 }),
    row({ deployment: 'high', probability: 0.8 }),
  ];
  const names = (isDescending: boolean) =>
    sortDeployments(rows, 'probability', isDescending).map(({ deployment }) => deployment);
  expect(names(true)).toEqual(['high', 'low', 'none']);
  expect(names(false)).toEqual(['low', 'high', 'none']);
  expect(rows[0]?.deployment).toBe('none');
});

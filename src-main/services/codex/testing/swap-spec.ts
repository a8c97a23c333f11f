import type { SwapSpec } from '../../../domain/codex/plan-swap.ts';

export const swapSpec: SwapSpec = {
  form: 'provider',
  provider: {
    profile: 'cost-routing',
    model: 'codex-default',
    baseUrl: 'http://127.0.0.1:4000/v1',
    auth: { command: '/bin/signalbox', args: ['token'] },
    catalog: { kind: 'none' },
    boundedRetries: true,
  },
};

import type { CallInput, CallOutput, DashboardCall, Outcome } from '../../contract/dashboard-calls.ts';
import type { DispatchSnapshot } from '../../contract/dispatch-snapshot.ts';
import { previewWeights } from '../../domain/dispatch/preview-weights.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import { type Sentence, say, sentenceOf } from '../../domain/sentence/sentence.ts';
import { localDay } from '../../services/host/local-day.ts';
import type { Settings } from '../../services/settings/open-settings.ts';
import type { DispatchWatch } from './dispatch-watch.ts';
import type { Routing } from './routing.ts';

type Calls = Extract<
  DashboardCall,
  `dispatch.${string}` | `budget.${string}` | 'decisions.get' | `history.${string}`
>;

export interface DispatchCallDeps {
  readonly watch: DispatchWatch;
  readonly routing: Routing;
  readonly settings: Settings;
  outcome(run: () => Promise<Sentence | undefined>): Promise<Outcome>;
}

/** What windows ask of dispatch: waking, weights, budgets, decisions and the history. */
export function createDispatchCalls({ watch, routing, settings, outcome }: DispatchCallDeps): {
  readonly [C in Calls]: (input: CallInput<C>) => CallOutput<C> | Promise<CallOutput<C>>;
} {
  return {
    'dispatch.wake': ({ deployment }) =>
      outcome(async () => {
        if (settings.current().deployments[deployment] === undefined) {
          throw new AppError('rejected', say`There is no deployment ${deployment}.`, {
            detail: 'unknown_deployment',
            remedy: say`The Dispatch view lists them.`,
          });
        }
        routing.tell({ type: 'wake', deployment });
        return undefined;
      }),
    'dispatch.preview': ({ weights, temperature }) => {
      const snapshot = watch.dispatch();
      if (snapshot === undefined) return {};
      const rows = previewWeights(openRows(snapshot), weights, temperature);
      return {
        preview: {
          rows: rows.map(({ deployment, softRisk, probability }) => ({
            deployment,
            soft_risk: softRisk,
            probability,
          })),
        },
      };
    },
    'dispatch.setWeights': ({ weights, temperature }) =>
      outcome(async () => {
        const problems = await settings.edit('router.yaml', [
          ...Object.entries(weights).map(([name, value]) => ({ path: ['dispatch', 'weights', name], value })),
          { path: ['dispatch', 'temperature'], value: temperature },
        ]);
        const [first] = problems;
        if (first !== undefined) {
          throw new AppError(
            'settings-invalid',
            say`router.yaml was not changed: ${sentenceOf(first, 'message')}`,
            {
              remedy: say`Mend the file under Settings first.`,
            },
          );
        }
        return undefined;
      }),
    'budget.lift': () =>
      outcome(async () => {
        routing.tell({ type: 'lift-budget', day: localDay(Date.now()) });
        return say`No budget holds until midnight.`;
      }),
    'budget.hold': () =>
      outcome(async () => {
        // A day that never comes: nothing is lifted.
        routing.tell({ type: 'lift-budget', day: '' });
        return undefined;
      }),
    'decisions.get': async ({ id }) => {
      const decision = await watch.decision(id);
      return decision === undefined ? {} : { decision };
    },
    'history.query': async query => ({ page: await watch.history.query(query) }),
    'history.days': async ({ fromMs, toMs }) => ({ days: await watch.history.days(fromMs, toMs) }),
  };
}

function openRows({ deployments }: DispatchSnapshot) {
  return deployments
    .filter(row => !row.hard_limited)
    .map(row => ({
      deployment: row.deployment,
      ewmaCostUsd: row.ewma_cost_usd,
      ewmaTtftMs: row.ewma_ttft_ms,
      ewmaTotalLatencyMs: row.ewma_total_latency_ms,
      ewmaTokensPerSec: row.ewma_tokens_per_second,
      ewmaErrorRate: row.ewma_error_rate,
      ewmaTokenPressure: row.ewma_token_pressure,
      ewmaQueueDepth: row.ewma_queue_depth,
      inFlight: row.in_flight,
    }));
}

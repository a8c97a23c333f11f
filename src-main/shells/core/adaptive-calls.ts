import type { AdaptiveSnapshot } from '../../contract/adaptive-report.ts';
import type { CallInput, CallOutput, DashboardCall, Outcome } from '../../contract/dashboard-calls.ts';
import type { FromRouter } from '../../contract/from-router.ts';
import type { Settings } from '../../services/settings/open-settings.ts';
import { askStageOnDisk, writeStage } from './adaptive-stage.ts';
import { readAdaptiveReport } from './read-adaptive-report.ts';
import type { Routing } from './routing.ts';

/** Newest requests a window's report looks at. */
const REPORT_REQUESTS = 1000;

export interface AdaptiveWatch {
  /** Takes what the router tells. */
  take(message: FromRouter): void;
  /** The router is gone: what it believed is no longer of the moment. */
  routerGone(): void;
  snapshot(): AdaptiveSnapshot;
}

/** What the core knows of the adaptive router: the router's word, and the policy while there is none. */
export function createAdaptiveWatch(settings: Settings): AdaptiveWatch {
  let told: AdaptiveSnapshot | undefined;
  return {
    take(message) {
      if (message.type === 'adaptive') told = message.adaptive;
    },
    routerGone() {
      told = undefined;
    },
    snapshot() {
      if (told !== undefined) return told;
      const { enabled, rollout, canary_fraction } = settings.policy().adaptive_router;
      return { enabled, rollout, canary_fraction, candidates: {} };
    },
  };
}

export interface AdaptiveCallDeps {
  readonly routing: Routing;
  readonly settings: Settings;
  readonly ledgerFolder: string;
  /** `state/adaptive.json` */
  readonly statePath: string;
  outcome(run: () => Promise<string | undefined>): Promise<Outcome>;
}

/** What windows, the tray and the command line ask of the adaptive router. */
export function createAdaptiveCalls(deps: AdaptiveCallDeps): {
  readonly [C in Extract<DashboardCall, `adaptive.${string}`>]: (
    input: CallInput<C>,
  ) => Promise<CallOutput<C>>;
} {
  const { routing, settings, ledgerFolder, statePath, outcome } = deps;
  return {
    'adaptive.report': async () => {
      const source = { ledgerFolder, statePath, requests: REPORT_REQUESTS };
      return { report: (await readAdaptiveReport(source)).report };
    },
    'adaptive.setRollout': ({ rollout }) =>
      outcome(async () => {
        await writeStage(settings, rollout);
        if (rollout === 'off') return undefined;
        // Asked for by a person, a stage holds again even where it was rolled back from.
        if (routing.state().phase === 'ready') routing.tell({ type: 'adaptive-stage', stage: rollout });
        else await askStageOnDisk(statePath, rollout, Date.now());
        return undefined;
      }),
  };
}

import type { CallInput, CallOutput, DashboardCall, Outcome } from '../../contract/dashboard-calls.ts';
import type { Sentence } from '../../domain/sentence/sentence.ts';
import type { Settings } from '../../services/settings/open-settings.ts';
import { askStageOnDisk, writeStage } from './adaptive-stage.ts';
import { readAdaptiveReport } from './read-adaptive-report.ts';
import type { Routing } from './routing.ts';

/** Newest requests a window's report looks at. */
const REPORT_REQUESTS = 1000;

export interface AdaptiveCallDeps {
  readonly routing: Routing;
  readonly settings: Settings;
  readonly ledgerFolder: string;
  /** `state/adaptive.json` */
  readonly statePath: string;
  /** The stage was moved in that file, because no router runs. */
  readonly stageMoved: () => Promise<void>;
  outcome(run: () => Promise<Sentence | undefined>): Promise<Outcome>;
}

/** What windows, the tray and the command line ask of the adaptive router. */
export function createAdaptiveCalls(deps: AdaptiveCallDeps): {
  readonly [C in Extract<DashboardCall, `adaptive.${string}`>]: (
    input: CallInput<C>,
  ) => Promise<CallOutput<C>>;
} {
  const { routing, settings, ledgerFolder, statePath, stageMoved, outcome } = deps;
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
        if (routing.state().phase === 'ready') {
          routing.tell({ type: 'adaptive-stage', stage: rollout });
          return undefined;
        }
        await askStageOnDisk(statePath, rollout, Date.now());
        await stageMoved();
        return undefined;
      }),
  };
}

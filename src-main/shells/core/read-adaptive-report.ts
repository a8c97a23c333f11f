import { toTransition } from '../../contract/adaptive-record.ts';
import type { AdaptiveReport } from '../../contract/adaptive-report.ts';
import { buildShadowReport, type ShadowReport } from '../../services/bench/adaptive-report.ts';
import { beliefHistoryOf } from '../../services/bench/belief-history.ts';
import { loggedTurnsOf } from '../../services/bench/logged-turn.ts';
import { readNewest } from '../../services/ledger/read-ledger.ts';
import { readSavedRollout } from './stage-in-force.ts';

export interface AdaptiveReportSource {
  readonly ledgerFolder: string;
  /** `state/adaptive.json` */
  readonly statePath: string;
  /** Newest records looked at. */
  readonly requests: number;
}

export interface AdaptiveLongView {
  readonly report: AdaptiveReport;
  readonly shadow: ShadowReport;
}

/** The long view of the adaptive router, from the request log and the stage file alone: nothing need run. */
export async function readAdaptiveReport(source: AdaptiveReportSource): Promise<AdaptiveLongView> {
  const [newestFirst, saved] = await Promise.all([
    readNewest(source.ledgerFolder, source.requests),
    readSavedRollout(source.statePath),
  ]);
  const turns = loggedTurnsOf(newestFirst.toReversed());
  const shadow = await buildShadowReport(turns);
  return {
    shadow,
    report: {
      history: beliefHistoryOf(turns),
      ...(turns.length === 0 ? {} : { counterfactual: shadow.counterfactual, gate: shadow.gate }),
      transitions: (saved?.transitions ?? []).toReversed().map(toTransition),
    },
  };
}

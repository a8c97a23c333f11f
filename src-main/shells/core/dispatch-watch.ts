import type { DecisionDetail } from '../../contract/decision-detail.ts';
import type { DispatchSnapshot } from '../../contract/dispatch-snapshot.ts';
import type { FiguresSnapshot } from '../../contract/figures-snapshot.ts';
import type { FromRouter } from '../../contract/from-router.ts';
import type { OwnPlan } from '../../contract/own-plan.ts';
import { localDay } from '../../services/host/local-day.ts';
import { type History, openHistory } from '../../services/ledger/open-history.ts';
import { readSince } from '../../services/ledger/read-since.ts';
import { decisionOf } from '../../services/ledger/record-decision.ts';
import type { Settings } from '../../services/settings/open-settings.ts';
import { createFigures } from './figures.ts';

export interface DispatchWatch {
  /** Takes what the router tells. */
  take(message: FromRouter): void;
  /** The router is gone: its figures are no longer those of the moment. */
  routerGone(): void;
  dispatch(): DispatchSnapshot | undefined;
  /** What the running router was told of the person's own plan. */
  ownPlan(): OwnPlan | undefined;
  figures(nowMs: number): FiguresSnapshot;
  /** From memory, or out of the request log. */
  decision(id: string): Promise<DecisionDetail | undefined>;
  readonly history: History;
  /** Counts what was spent earlier today, before this start. */
  readToday(): Promise<void>;
}

/** Decisions held in memory; older ones come out of the request log. */
const HELD = 500;

/** What the core knows of dispatch: the router's word, and the request log. */
export function createDispatchWatch(ledgerFolder: string, settings: Settings): DispatchWatch {
  const history = openHistory(ledgerFolder);
  const decisions = new Map<string, DecisionDetail>();
  let dispatch: DispatchSnapshot | undefined;
  let ownPlan: OwnPlan | undefined;
  let liftedDay: string | undefined;
  const figures = createFigures(() => ({
    baselineAlias: settings.current().baseline_alias,
    budgetUsd: settings.policy().budgets.day_usd,
    isBudgetLifted: liftedDay === localDay(Date.now()),
  }));
  return {
    history,
    take(message) {
      if (message.type === 'requests') {
        for (const event of message.events) if (event.phase === 'ended') figures.add(event);
      }
      if (message.type === 'dispatch') {
        ({ dispatch } = message);
        liftedDay = message.spend.liftedDay;
      }
      if (message.type === 'own-plan') ({ ownPlan } = message);
      if (message.type === 'decisions') {
        for (const { id, decision } of message.decisions) decisions.set(id, decision);
        for (const oldest of decisions.keys()) {
          if (decisions.size <= HELD) break;
          decisions.delete(oldest);
        }
      }
    },
    routerGone() {
      dispatch = undefined;
      ownPlan = undefined;
    },
    dispatch: () => dispatch,
    ownPlan: () => ownPlan,
    figures: figures.snapshot,
    async decision(id) {
      const held = decisions.get(id);
      if (held !== undefined) return held;
      const record = await history.find(id);
      return record && decisionOf(record);
    },
    async readToday() {
      const midnight = new Date().setHours(0, 0, 0, 0);
      for (const row of (await readSince(ledgerFolder, midnight)).reverse()) figures.add(row);
    },
  };
}

/** What a tally reads of a request record. */
export interface TalliedRecord {
  readonly id: string;
  readonly at_ms: number;
  readonly kind: string;
  readonly asked: string;
  readonly chosen?: string | undefined;
  readonly status: number;
  readonly attempts: readonly { readonly result: string }[];
  readonly ttft_ms?: number | undefined;
  readonly tokens?:
    | {
        readonly source: string;
        readonly input: number;
        readonly cached_input: number;
        readonly output: number;
      }
    | undefined;
  readonly cost_usd?: number | undefined;
  readonly saved_usd?: number | undefined;
}

/** Sums over some requests. Money only of those whose price is known: `unpricedRequests` says how many are not. */
export interface Tally {
  readonly requests: number;
  readonly failed: number;
  /** Requests that needed more than one attempt. */
  readonly retried: number;
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
  readonly outputTokens: number;
  /** Requests whose tokens were estimated here and not reported by the upstream. */
  readonly estimatedRequests: number;
  readonly unpricedRequests: number;
  readonly costUsd: number;
  readonly savedUsd: number;
}

export interface Tallies {
  readonly all: Tally;
  readonly byDay: ReadonlyMap<string, Tally>;
  readonly byAlias: ReadonlyMap<string, Tally>;
  readonly byDeployment: ReadonlyMap<string, Tally>;
  /** Turns and what Codex sends on its own, counted apart. */
  readonly byKind: ReadonlyMap<string, Tally>;
}

export const EMPTY_TALLY: Tally = {
  requests: 0,
  failed: 0,
  retried: 0,
  inputTokens: 0,
  cachedInputTokens: 0,
  outputTokens: 0,
  estimatedRequests: 0,
  unpricedRequests: 0,
  costUsd: 0,
  savedUsd: 0,
};

export function addToTally(tally: Tally, record: TalliedRecord): Tally {
  const { tokens } = record;
  return {
    requests: tally.requests + 1,
    failed: tally.failed + (record.status >= 400 ? 1 : 0),
    retried: tally.retried + (record.attempts.length > 1 ? 1 : 0),
    inputTokens: tally.inputTokens + (tokens?.input ?? 0),
    cachedInputTokens: tally.cachedInputTokens + (tokens?.cached_input ?? 0),
    outputTokens: tally.outputTokens + (tokens?.output ?? 0),
    estimatedRequests: tally.estimatedRequests + (tokens && tokens.source !== 'reported' ? 1 : 0),
    unpricedRequests: tally.unpricedRequests + (tokens && record.cost_usd === undefined ? 1 : 0),
    costUsd: tally.costUsd + (record.cost_usd ?? 0),
    savedUsd: tally.savedUsd + (record.saved_usd ?? 0),
  };
}

export interface Tallying {
  /** Counts a record once: a second one of the same id changes nothing. */
  add(record: TalliedRecord): void;
  result(): Tallies;
}

/** @param dayOf the person's calendar day of a time, as `2026-11-21` */
export function createTallying(dayOf: (atMs: number) => string): Tallying {
  const seen = new Set<string>();
  const maps = {
    byDay: new Map<string, Tally>(),
    byAlias: new Map<string, Tally>(),
    byDeployment: new Map<string, Tally>(),
    byKind: new Map<string, Tally>(),
  };
  let all = EMPTY_TALLY;
  const addUnder = (map: Map<string, Tally>, key: string | undefined, record: TalliedRecord) => {
    if (key !== undefined) map.set(key, addToTally(map.get(key) ?? EMPTY_TALLY, record));
  };
  return {
    add(record) {
      if (seen.has(record.id)) return;
      seen.add(record.id);
      all = addToTally(all, record);
      addUnder(maps.byDay, dayOf(record.at_ms), record);
      addUnder(maps.byAlias, record.asked, record);
      addUnder(maps.byDeployment, record.chosen, record);
      addUnder(maps.byKind, record.kind, record);
    },
    result: () => ({ all, ...maps }),
  };
}

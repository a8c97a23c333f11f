import type { RequestEvent } from '../../contract/request-event.ts';

const KEPT = 200;

export interface RequestFeed {
  add(events: readonly RequestEvent[]): void;
  /** Newest first. */
  list(): readonly RequestEvent[];
  /** When the newest request that Codex itself sent came, of all there were; epoch ms. */
  heardCodexAtMs(): number | undefined;
  /** The router is gone: whatever still ran in it ended with it. */
  endAll(nowMs: number): void;
}

/** The last requests, each a row that is updated in place while the request runs. */
export function createRequestFeed(): RequestFeed {
  let rows: readonly RequestEvent[] = [];
  let heardAtMs: number | undefined;
  return {
    add(events) {
      const next = new Map(rows.map(row => [row.id, row]));
      const fresh: RequestEvent[] = [];
      for (const event of events) {
        if (event.kind !== 'other') heardAtMs = Math.max(heardAtMs ?? 0, event.startedAtMs);
        if (next.has(event.id)) next.set(event.id, event);
        else fresh.push(event);
      }
      rows = [...fresh.reverse(), ...next.values()].slice(0, KEPT);
    },
    list: () => rows,
    heardCodexAtMs: () => heardAtMs,
    endAll(nowMs) {
      rows = rows.map(row =>
        row.phase === 'ended'
          ? row
          : { ...row, phase: 'ended', errorCode: 'router-ended', totalMs: nowMs - row.startedAtMs },
      );
    },
  };
}

import type { RequestRecord } from '../../../contract/request-record.ts';

/** A whole record; text with characters of several bytes, so that cuts inside them are met. */
export function recordOf(id: string, more: Partial<RequestRecord> = {}): RequestRecord {
  return {
    v: 1,
    id,
    at_ms: 1_795_262_400_000,
    kind: 'turn',
    asked: 'codex-default',
    resolved: 'codex-default',
    strategy: 'ordered',
    candidates: [{ deployment: 'a', provider: 'openai', probability: 1, soft_risk: 0 }],
    attempts: [{ deployment: 'a', at_ms: 1_795_262_400_000, total_ms: 5, result: 'succeeded', word: 'ok' }],
    chosen: 'a',
    provider: 'openai',
    cause: 'first-in-order',
    choice_probability: 1,
    reason: 'codex-default → a: première — 選択',
    status: 200,
    total_ms: 5,
    ...more,
  };
}

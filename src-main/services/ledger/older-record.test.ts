import { describe, expect, test } from 'vitest';
import { parseHistoryRow } from './history-row.ts';
import { parseRecord } from './parse-record.ts';

/** The least a record of before says. */
const LEAST = { id: 'req_old', at_ms: 1_700_000_000_000, asked: 'codex-default', status: 200, total_ms: 900 };
const lineOf = (more: object) => JSON.stringify({ ...LEAST, ...more });

describe('a record from before records carried a version', () => {
  test('is read, with what it does not say filled in', () => {
    expect(parseRecord(lineOf({ cost_usd: 0.02, chosen: 'openai-default' }))).toMatchObject({
      v: 1,
      ...LEAST,
      resolved: 'codex-default',
      kind: 'other',
      attempts: [],
      chosen: 'openai-default',
      cost_usd: 0.02,
    });
    expect(parseHistoryRow(lineOf({ cost_usd: 0.02 }))).toMatchObject({
      id: 'req_old',
      kind: 'other',
      status: 200,
      attempts: 0,
      costUsd: 0.02,
    });
  });

  test('loses what cannot be read today, and nothing else', () => {
    const line = lineOf({ kind: 'chat', tokens: { input: 12, output: 3 }, ttft_ms: 80 });
    expect(parseRecord(line)).toMatchObject({ kind: 'other', ttft_ms: 80 });
    expect(parseRecord(line)).not.toHaveProperty('tokens');
    expect(parseHistoryRow(line)).toMatchObject({ kind: 'other', ttftMs: 80 });
    expect(parseHistoryRow(line)).not.toHaveProperty('inputTokens');
  });

  test.each(['id', 'at_ms', 'asked', 'status', 'total_ms'])('is damaged without %s', key => {
    expect(parseRecord(lineOf({ [key]: undefined }))).toBe(undefined);
    expect(parseHistoryRow(lineOf({ [key]: undefined }))).toBe(undefined);
  });

  test('is no excuse for one that carries a version', () => {
    expect(parseRecord(lineOf({ v: 1 }))).toBe(undefined);
    expect(parseRecord(lineOf({ v: 2, kind: 'turn' }))).toBe(undefined);
  });
});

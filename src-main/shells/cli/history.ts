import { join } from 'node:path';
import type { RequestRecord } from '../../contract/request-record.ts';
import { codexHome } from '../../services/codex/codex-home.ts';
import { readNewest } from '../../services/ledger/read-ledger.ts';
import { dateTime, duration, usd } from './output/figures.ts';
import { table } from './output/table.ts';
import type { Surroundings } from './surroundings.ts';

/** Where the router writes its request log. */
export function ledgerFolder(at: Surroundings): string {
  return join(codexHome(at), 'logs');
}

/** The newest records, newest first. */
export function readHistory(limit: number, at: Surroundings): Promise<readonly RequestRecord[]> {
  return readNewest(ledgerFolder(at), limit);
}

const HEAD = ['time', 'asked', 'sent to', 'result', 'ttft', 'total', 'in', 'out', 'cost'];
const RIGHT = [4, 5, 6, 7, 8];

/** What a client asked for may hold anything, and must not command the terminal. */
const plain = (text: string): string => text.replace(/\p{Cc}/gu, '\uFFFD');

/** @param withReasons each request's reason line below it */
export function describeHistory(records: readonly RequestRecord[], withReasons = false): string {
  if (records.length === 0) return 'No request has been logged yet.';
  const rows = records.map(record => [
    dateTime(record.at_ms),
    plain(record.asked) + (record.kind === 'turn' || record.kind === 'other' ? '' : ` (${record.kind})`),
    record.chosen ?? 'nobody',
    record.status < 400 ? 'ok' : (record.error_code ?? `HTTP ${record.status}`),
    record.ttft_ms === undefined ? '' : duration(record.ttft_ms),
    duration(record.total_ms),
    record.tokens === undefined ? '' : String(record.tokens.input),
    record.tokens === undefined ? '' : String(record.tokens.output),
    record.cost_usd === undefined ? '' : usd(record.cost_usd),
  ]);
  const lines = table([HEAD, ...rows], RIGHT).split('\n');
  if (!withReasons) return lines.join('\n');
  const [head = '', ...body] = lines;
  return [head, ...body.flatMap((line, index) => [line, `  ${plain(records[index]?.reason ?? '')}`])].join(
    '\n',
  );
}

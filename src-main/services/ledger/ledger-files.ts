import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { hasErrorCode } from '../host/has-error-code.ts';

export const LEDGER_FILE = 'cost_router.jsonl';

/** `cost_router.jsonl`, or `cost_router.jsonl.2` for the second oldest generation. */
export function ledgerPath(folder: string, generation = 0): string {
  return join(folder, generation === 0 ? LEDGER_FILE : `${LEDGER_FILE}.${generation}`);
}

/** The log's files that exist, oldest first. A folder that is not there has none. */
export async function listLedgerFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((cause: unknown) => {
    if (hasErrorCode(cause, 'ENOENT')) return [];
    throw cause;
  });
  return names
    .flatMap(name => {
      const match = /^cost_router\.jsonl(?:\.(\d+))?$/.exec(name);
      return match ? [{ name, generation: Number(match[1] ?? 0) }] : [];
    })
    .sort((a, b) => b.generation - a.generation)
    .map(({ name }) => join(folder, name));
}

import type { RequestRecord } from '../../contract/request-record.ts';
import { errorCode } from '../../services/host/error-code.ts';
import { type Ledger, openLedger } from '../../services/ledger/open-ledger.ts';

export interface LateLedger extends AsyncDisposable {
  /** Never waits and never throws. */
  append(record: RequestRecord): void;
}

/** Records held while the log cannot be opened; the oldest are lost first. */
const WAITING = 10_000;
const TRY_AGAIN_MS = 5000;

/**
 * The request log, opened off the start path: what comes before it is open waits in memory. A folder that
 * cannot be written (full, read-only, gone) is tried again for as long as the router runs.
 */
export function openLedgerLater(
  folder: string,
  onError: (cause: unknown) => void,
  onHealth: (code: string | undefined) => void = () => undefined,
): LateLedger {
  let ledger: Ledger | undefined;
  let waiting: RequestRecord[] = [];
  let timer: NodeJS.Timeout | undefined;
  let isClosing = false;
  let isFailing = false;

  async function open(): Promise<void> {
    try {
      ledger = await openLedger({ folder, onError, onHealth });
      if (isFailing) onHealth(undefined);
      for (const record of waiting) ledger.append(record);
      waiting = [];
    } catch (cause) {
      if (!isFailing) {
        onError(cause);
        onHealth(errorCode(cause));
      }
      isFailing = true;
      if (isClosing) return;
      timer = setTimeout(() => {
        opening = open();
      }, TRY_AGAIN_MS);
      timer.unref();
    }
  }
  let opening = open();

  return {
    append(record) {
      if (ledger !== undefined) {
        ledger.append(record);
        return;
      }
      waiting.push(record);
      if (waiting.length > WAITING) waiting = waiting.slice(-WAITING);
    },
    async [Symbol.asyncDispose]() {
      isClosing = true;
      clearTimeout(timer);
      await opening;
      await ledger?.[Symbol.asyncDispose]();
    },
  };
}

import type { ServerResponse } from 'node:http';
import { AppError } from '../../domain/errors/app-error.ts';

/** The answer to one client, from nothing sent to ended. Knows how far it got, so that a retry can be decided. */
export interface ClientAnswer {
  /** Aborts with `client-closed` when the client goes before its answer ended. */
  readonly gone: AbortSignal;
  hasBegun(): boolean;
  /** When the first body byte went out, in epoch ms. */
  firstByteAtMs(): number | undefined;
  /** Something a person sees is about to be written: the first call sets the time to first token. */
  markShown(): void;
  /** When the first text, reasoning or call went out, in epoch ms. */
  shownAtMs(): number | undefined;
  /** HTTP status given, once there is one. */
  status(): number | undefined;
  begin(status: number, headers: Readonly<Record<string, string | readonly string[]>>): void;
  write(chunk: Uint8Array | string): void;
  /** How many writes there were. */
  writes(): number;
  /** The client reads slower than this writes: stop until `whenDrained`. */
  isCongested(): boolean;
  whenDrained(resume: () => void): void;
  end(chunk?: string): void;
  /** Cuts the connection, so that a broken answer is not taken for a whole one. */
  cut(): void;
}

export function createClientAnswer(
  res: ServerResponse,
  nowMs: () => number,
  onFirstByte: () => void,
): ClientAnswer {
  const goneController = new AbortController();
  let firstByteAtMs: number | undefined;
  let writes = 0;
  let shownAtMs: number | undefined;
  const markFirstByte = () => {
    if (firstByteAtMs !== undefined) return;
    firstByteAtMs = nowMs();
    onFirstByte();
  };
  res.on('close', () => {
    if (!res.writableFinished) {
      goneController.abort(new AppError('client-closed', 'The client closed the connection.'));
    }
  });
  // A socket error is always followed by close, which is where it counts.
  res.on('error', () => undefined);
  return {
    gone: goneController.signal,
    hasBegun: () => res.headersSent,
    firstByteAtMs: () => firstByteAtMs,
    markShown() {
      shownAtMs ??= nowMs();
    },
    shownAtMs: () => shownAtMs,
    status: () => (res.headersSent ? res.statusCode : undefined),
    begin(status, headers) {
      res.writeHead(status, headers as Record<string, string | string[]>); // node does not change the lists
    },
    writes: () => writes,
    write(chunk) {
      writes += 1;
      markFirstByte();
      res.write(chunk);
    },
    isCongested: () => res.writableNeedDrain,
    whenDrained(resume) {
      res.once('drain', resume);
    },
    end(chunk) {
      if (chunk !== undefined) markFirstByte();
      res.end(chunk);
    },
    cut() {
      res.destroy();
    },
  };
}

import type { OutgoingHttpHeader, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { AppError } from '../../domain/errors/app-error.ts';
import { type Cancellation, CancellationSource } from '../../lib/cancellation.ts';
import type { HeaderList } from './relay/header-list.ts';

type AnswerHeaders = Readonly<Record<string, string>> | HeaderList;

/** The answer to one client, from nothing sent to ended. Knows how far it got, so that a retry can be decided. */
export interface ClientAnswer {
  /** Cancelled with `client-closed` when the client goes before its answer ended, or when the router is made to end. */
  readonly gone: Cancellation;
  hasBegun(): boolean;
  /** Something a person sees is about to be written: the first call sets the time to first token. */
  markShown(): void;
  /** When the first text, reasoning or call went out, in epoch ms. */
  shownAtMs(): number | undefined;
  /** HTTP status given, once there is one. */
  status(): number | undefined;
  begin(status: number, headers: AnswerHeaders): void;
  write(chunk: Uint8Array | string): void;
  /** How many writes there were. */
  writes(): number;
  /** The client reads slower than this writes: stop until `whenDrained`. */
  isCongested(): boolean;
  whenDrained(resume: () => void): void;
  end(chunk?: Buffer | string): void;
  /** Cuts the connection, so that a broken answer is not taken for a whole one. */
  cut(): void;
}

/** Up to here one copy into a text costs less than handing the system two buffers. */
const ONE_PIECE_BYTES = 16 * 1024;

/** One for each call, on its hot path: a class has its functions once. */
class HttpAnswer implements ClientAnswer {
  readonly gone = new CancellationSource();
  private hasFirstByte = false;
  private shownMs: number | undefined;
  private written = 0;
  private readonly res: ServerResponse;
  private readonly nowMs: () => number;
  private readonly onFirstByte: () => void;

  constructor(res: ServerResponse, nowMs: () => number, onFirstByte: () => void, ending: Cancellation) {
    this.res = res;
    this.nowMs = nowMs;
    this.onFirstByte = onFirstByte;
    if (ending.reason !== undefined) this.gone.cancel(ending.reason);
    const end = (reason: Error) => this.gone.cancel(reason);
    ending.onCancel(end);
    res.on('close', () => {
      ending.offCancel(end);
      if (!res.writableFinished) {
        this.gone.cancel(new AppError('client-closed', 'The client closed the connection.'));
      }
    });
    // A socket error is always followed by close, which is where it counts.
    res.on('error', ignore);
  }

  hasBegun(): boolean {
    return this.res.headersSent;
  }
  markShown(): void {
    this.shownMs ??= this.nowMs();
  }
  shownAtMs(): number | undefined {
    return this.shownMs;
  }
  status(): number | undefined {
    return this.res.headersSent ? this.res.statusCode : undefined;
  }
  begin(status: number, headers: AnswerHeaders): void {
    this.res.writeHead(status, headers as OutgoingHttpHeaders | OutgoingHttpHeader[]); // node does not change the lists
  }
  writes(): number {
    return this.written;
  }
  write(chunk: Uint8Array | string): void {
    this.markWritten();
    this.res.write(chunk);
  }
  isCongested(): boolean {
    return this.res.writableNeedDrain;
  }
  whenDrained(resume: () => void): void {
    this.res.once('drain', resume);
  }
  end(chunk?: Buffer | string): void {
    if (chunk === undefined) {
      this.res.end();
      return;
    }
    this.markWritten();
    // Node writes a head and a text in one piece; Latin-1 gives every byte back as it was.
    if (typeof chunk === 'string' || chunk.length > ONE_PIECE_BYTES) this.res.end(chunk);
    else this.res.end(chunk.toString('latin1'), 'latin1');
  }
  cut(): void {
    this.res.destroy();
  }
  private markWritten(): void {
    this.written += 1;
    if (this.hasFirstByte) return;
    this.hasFirstByte = true;
    this.onFirstByte();
  }
}

const ignore = () => undefined;

/** @param ending cancelled when what is in flight has to be cut */
export function createClientAnswer(
  res: ServerResponse,
  nowMs: () => number,
  onFirstByte: () => void,
  ending: Cancellation,
): ClientAnswer {
  return new HttpAnswer(res, nowMs, onFirstByte, ending);
}

import type { ServerResponse } from 'node:http';
import type { RequestEvent } from '../../../contract/request-event.ts';

export interface EventStream extends Disposable {
  /** Sends to everybody who listens; costs nothing when nobody does. */
  send(describe: () => RequestEvent): void;
  add(res: ServerResponse): void;
}

const KEEP_ALIVE_MS = 15_000;
/** A listener that is this far behind is let go: it would take the router's memory. */
const BEHIND_BYTES = 1024 * 1024;

/** Server-sent events for whoever listens at `/dispatch/events`. */
export function createEventStream(): EventStream {
  const listeners = new Set<ServerResponse>();
  let timer: NodeJS.Timeout | undefined;

  function write(text: string): void {
    for (const res of listeners) {
      if (res.writableLength > BEHIND_BYTES) res.destroy();
      else res.write(text);
    }
  }
  function drop(res: ServerResponse): void {
    listeners.delete(res);
    if (listeners.size === 0) clearInterval(timer);
  }
  return {
    send(describe) {
      if (listeners.size > 0) write(`event: request\ndata: ${JSON.stringify(describe())}\n\n`);
    },
    add(res) {
      res.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
      res.write(': connected\n\n');
      if (listeners.size === 0) timer = setInterval(() => write(': here\n\n'), KEEP_ALIVE_MS);
      listeners.add(res);
      res.on('close', () => drop(res));
      res.on('error', () => drop(res));
    },
    [Symbol.dispose]() {
      clearInterval(timer);
      for (const res of listeners) res.end();
      listeners.clear();
    },
  };
}

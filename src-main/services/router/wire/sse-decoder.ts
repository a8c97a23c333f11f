import type { CanonicalEvent } from './canonical-event.ts';
import type { StreamDecoder } from './dialect.ts';
import { createSseReader } from './sse-reader.ts';

/** What makes canonical events of one answer's data, in one dialect. */
export interface DataReader {
  read(out: CanonicalEvent[], data: string): void;
  /** The body ended. */
  end(out: CanonicalEvent[]): void;
  /** As of a `StreamDecoder`. */
  mayBeOver?(): boolean;
}

/** The decoder of an answer that comes as server-sent events. */
export function createSseDecoder(reader: DataReader): StreamDecoder {
  let out: CanonicalEvent[] = [];
  const sse = createSseReader(data => reader.read(out, data));
  const take = (): CanonicalEvent[] => {
    const events = out;
    out = [];
    return events;
  };
  return {
    push(chunk) {
      sse.push(chunk);
      return take();
    },
    end() {
      sse.end();
      reader.end(out);
      return take();
    },
    mayBeOver: () => reader.mayBeOver?.() ?? false,
  };
}

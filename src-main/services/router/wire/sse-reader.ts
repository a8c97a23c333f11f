import { createParser } from 'eventsource-parser';

export interface SseReader {
  push(chunk: Uint8Array): void;
  /** Hands on an event whose closing blank line never came (some servers leave the last one out). */
  end(): void;
}

/**
 * Reads server-sent events from bytes split anywhere, inside characters too. `onData` gets each event's data
 * and, where one was given, its `event:` name.
 */
export function createSseReader(onData: (data: string, event: string | undefined) => void): SseReader {
  // A byte order mark is dropped by TextDecoder; eventsource-parser copes with CR, LF and CRLF.
  const decoder = new TextDecoder();
  const parser = createParser({ onEvent: message => onData(message.data, message.event) });
  return {
    push: chunk => parser.feed(decoder.decode(chunk, { stream: true })),
    end: () => parser.feed(`${decoder.decode()}\n\n`),
  };
}

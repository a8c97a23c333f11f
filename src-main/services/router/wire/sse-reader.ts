import { createParser } from 'eventsource-parser';

export interface SseReader {
  push(chunk: Uint8Array): void;
  /** Hands on an event whose closing blank line never came (some servers leave the last one out). */
  end(): void;
}

/** Characters of one event; what is larger is no answer of a model, and would fill the memory. */
const MAX_EVENT_CHARS = 64 * 1024 * 1024;

/**
 * Reads server-sent events from bytes split anywhere, inside characters too. `onData` gets each event's data
 * and, where one was given, its `event:` name. Nothing is read behind an event of more than `maxEventChars`.
 */
export function createSseReader(
  onData: (data: string, event: string | undefined) => void,
  maxEventChars = MAX_EVENT_CHARS,
): SseReader {
  // A byte order mark is dropped by TextDecoder; eventsource-parser copes with CR, LF and CRLF.
  const decoder = new TextDecoder();
  let isTooLarge = false;
  const parser = createParser({
    onEvent: message => onData(message.data, message.event),
    onError: error => {
      // Of all it tells this one alone ends its work: it throws when it is fed again.
      isTooLarge ||= error.type === 'max-buffer-size-exceeded';
    },
    maxBufferSize: maxEventChars,
  });
  const feed = (text: string): void => {
    if (!isTooLarge) parser.feed(text);
  };
  return {
    push: chunk => feed(decoder.decode(chunk, { stream: true })),
    end: () => feed(`${decoder.decode()}\n\n`),
  };
}

import type { ClientAnswer } from '../client-answer.ts';
import type { CanonicalEvent } from '../wire/canonical-event.ts';
import type { AnswerIdentity, Inbound } from '../wire/inbound.ts';
import type { EventSink } from './event-relay.ts';
import { STREAM_HEADERS } from './stream-headers.ts';

type Headers = Readonly<Record<string, string>>;

/** The answer as server-sent events. The head goes out with the first of them. */
export function createStreamSink(
  inbound: Inbound,
  identity: AnswerIdentity,
  answer: ClientAnswer,
  headers: Headers,
): EventSink {
  const encoder = inbound.createEncoder(identity);
  function send(text: string): void {
    if (text === '') return;
    if (!answer.hasBegun()) {
      answer.begin(200, { ...headers, ...STREAM_HEADERS });
    }
    answer.write(text);
  }
  return {
    isLive: true,
    write: event => send(encoder.encode(event)),
    end: () => answer.end(),
    keepAlive: () => send(encoder.keepAlive()),
  };
}

/** The answer as one JSON object. A failure after the fact cannot be told in it: the connection is cut. */
export function createWholeSink(
  inbound: Inbound,
  identity: AnswerIdentity,
  answer: ClientAnswer,
  headers: Headers,
): EventSink {
  const events: CanonicalEvent[] = [];
  return {
    isLive: false,
    write: event => {
      events.push(event);
    },
    end() {
      const body = JSON.stringify(inbound.encodeComplete(events, identity));
      answer.begin(200, {
        ...headers,
        'content-type': 'application/json; charset=utf-8',
        'content-length': String(Buffer.byteLength(body)),
      });
      answer.end(body);
    },
    keepAlive: () => undefined,
  };
}

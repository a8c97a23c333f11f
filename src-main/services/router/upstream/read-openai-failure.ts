import type { UpstreamFailure } from '../wire/canonical-event.ts';
import { decodeChatError, errorInAnswer } from '../wire/chat/decode-error.ts';
import type { ResponseHeaders } from '../wire/dialect.ts';
import { asObject, parseJson } from '../wire/json.ts';

/** What an HTTP error of an OpenAI-shaped upstream means. Total: any status, any body. */
export function readHttpFailure(status: number, headers: ResponseHeaders, bodyText: string): UpstreamFailure {
  return decodeChatError(status, headers, bodyText);
}

/** What the data of a `response.failed` or `error` event means, or a whole answer that failed. */
export function readFailedEvent(data: string): UpstreamFailure {
  const event = asObject(parseJson(data)) ?? {};
  return (
    errorInAnswer(asObject(event.response) ?? event) ??
    errorInAnswer({ error: event }) ?? {
      code: 'unavailable',
      message: 'the provider reported a failure without a message',
    }
  );
}

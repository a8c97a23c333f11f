import type { CanonicalEvent } from '../canonical-event.ts';
import { decodeChatError } from '../chat/decode-error.ts';
import type { DecodeContext, Dialect, StreamDecoder } from '../dialect.ts';
import { isObject, parseJson } from '../json.ts';
import { createSseDecoder } from '../sse-decoder.ts';
import { createResponsesAnswer } from './decode-answer.ts';
import { encodeResponsesRequest } from './encode-request.ts';

/** OpenAI Responses as an upstream for clients that speak something else. Codex's own bytes are passed through. */
export const responsesDialect: Dialect = {
  wireApi: 'responses',
  encodeRequest: encodeResponsesRequest,
  createDecoder: createResponsesDecoder,
  decodeComplete(json, context) {
    const out: CanonicalEvent[] = [];
    if (isObject(json)) createResponsesAnswer(context).whole(out, json);
    return out;
  },
  // The same error bodies as Chat Completions.
  decodeError: decodeChatError,
};

function createResponsesDecoder(context: DecodeContext): StreamDecoder {
  const answer = createResponsesAnswer(context);
  return createSseDecoder({
    read(out, data) {
      const json = parseJson(data);
      if (isObject(json)) answer.event(out, json);
    },
    end: () => undefined,
  });
}

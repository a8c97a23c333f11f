import type { CanonicalEvent } from '../canonical-event.ts';
import type { DecodeContext, Dialect, StreamDecoder } from '../dialect.ts';
import { isObject, parseJson } from '../json.ts';
import { createSseDecoder } from '../sse-decoder.ts';
import { createChatAnswer } from './decode-answer.ts';
import { decodeChatError } from './decode-error.ts';
import { encodeChatRequest } from './encode-request.ts';

/** OpenAI Chat Completions, as OpenAI and the many compatible servers speak it. */
export const chatDialect: Dialect = {
  wireApi: 'chat',
  encodeRequest: encodeChatRequest,
  createDecoder: createChatDecoder,
  decodeComplete(json, context) {
    const out: CanonicalEvent[] = [];
    const answer = createChatAnswer(context);
    if (isObject(json)) {
      answer.chunk(out, json);
      answer.done(out);
    }
    return out;
  },
  decodeError: decodeChatError,
};

function createChatDecoder(context: DecodeContext): StreamDecoder {
  const answer = createChatAnswer(context);
  return createSseDecoder({
    read(out, data) {
      if (data.startsWith('[DONE]')) {
        answer.done(out);
        return;
      }
      const json = parseJson(data);
      if (isObject(json)) answer.chunk(out, json);
    },
    end(out) {
      // A body that just ends is whole only if it said why it finished.
      if (answer.isFinished()) answer.done(out);
    },
    mayBeOver: answer.mayBeOver,
  });
}

import type { CanonicalEvent } from '../canonical-event.ts';
import type { DecodeContext, Dialect, StreamDecoder } from '../dialect.ts';
import { isObject, parseJson } from '../json.ts';
import { createSseReader } from '../sse-reader.ts';
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
  let out: CanonicalEvent[] = [];
  const reader = createSseReader(data => {
    if (data.startsWith('[DONE]')) {
      answer.done(out);
      return;
    }
    const json = parseJson(data);
    if (isObject(json)) answer.chunk(out, json);
  });
  const take = (): CanonicalEvent[] => {
    const events = out;
    out = [];
    return events;
  };
  return {
    push(chunk) {
      reader.push(chunk);
      return take();
    },
    end() {
      reader.end();
      // A body that just ends is whole only if it said why it finished.
      if (answer.isFinished()) answer.done(out);
      return take();
    },
  };
}

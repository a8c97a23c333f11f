import type { Dialect } from '../dialect.ts';
import { createAnthropicDecoder, decodeAnthropicMessage } from './decode-answer.ts';
import { decodeAnthropicError } from './decode-error.ts';
import { encodeAnthropicRequest } from './encode-request.ts';

/** Anthropic's Messages API, below a base URL that ends in `/v1`. */
export const anthropicDialect: Dialect = {
  wireApi: 'anthropic',
  encodeRequest: encodeAnthropicRequest,
  createDecoder: createAnthropicDecoder,
  decodeComplete: decodeAnthropicMessage,
  decodeError: decodeAnthropicError,
};

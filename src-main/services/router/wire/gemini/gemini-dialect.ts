import type { Dialect } from '../dialect.ts';
import { createGeminiDecoder, decodeGeminiResponse } from './decode-answer.ts';
import { decodeGeminiError } from './decode-error.ts';
import { encodeGeminiRequest } from './encode-request.ts';

/** Gemini's own API, below a base URL that ends in `/v1beta`. */
export const geminiDialect: Dialect = {
  wireApi: 'gemini',
  encodeRequest: encodeGeminiRequest,
  createDecoder: createGeminiDecoder,
  decodeComplete: decodeGeminiResponse,
  decodeError: decodeGeminiError,
};

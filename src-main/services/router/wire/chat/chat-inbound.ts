import { httpFailure } from '../failure-wire.ts';
import type { Inbound } from '../inbound.ts';
import { createChatEncoder } from './answer-encoder.ts';
import { chatAnswerObject } from './answer-object.ts';
import { readChatRequest } from './read-request.ts';

/** `POST /v1/chat/completions`: for scripts and other tools. */
export const chatInbound: Inbound = {
  parseRequest: readChatRequest,
  createEncoder: createChatEncoder,
  encodeComplete: chatAnswerObject,
  encodeFailure: httpFailure,
};

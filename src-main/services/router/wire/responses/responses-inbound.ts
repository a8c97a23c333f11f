import { httpFailure } from '../failure-wire.ts';
import type { Inbound } from '../inbound.ts';
import { createEncoderFor } from './compaction.ts';
import { readResponsesRequest } from './read-request.ts';

/** `POST /v1/responses`: what Codex speaks. */
export const responsesInbound: Inbound = {
  parseRequest: readResponsesRequest,
  createEncoder: createEncoderFor,
  encodeComplete(events, identity) {
    const encoder = createEncoderFor(identity);
    for (const event of events) encoder.encode(event);
    return encoder.response() ?? {};
  },
  encodeFailure: httpFailure,
};

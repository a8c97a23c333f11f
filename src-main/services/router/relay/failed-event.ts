import type { UpstreamFailure } from '../wire/canonical-event.ts';
import { streamError } from '../wire/failure-wire.ts';

/** The event that ends a stream truthfully: Codex reads its code and retries the turn, or shows the message. */
export function failedEvent(failure: UpstreamFailure): string {
  const { code, message } = streamError(failure);
  const data = {
    type: 'response.failed',
    response: { id: 'resp_failed', object: 'response', status: 'failed', error: { code, message } },
  };
  return `event: response.failed\ndata: ${JSON.stringify(data)}\n\n`;
}

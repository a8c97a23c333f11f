import type { IncomingHttpHeaders } from 'node:http';
import type { RequestBody } from './http/read-body.ts';
import type { ValueSpan } from './relay/peek-body.ts';

/** A model call as it came in. */
export interface InboundCall {
  readonly api: 'responses' | 'chat';
  readonly id: string;
  readonly model: string;
  readonly modelSpan: ValueSpan | undefined;
  readonly stream: boolean;
  readonly headers: IncomingHttpHeaders;
  readonly body: RequestBody;
  readonly startedAtMs: number;
}

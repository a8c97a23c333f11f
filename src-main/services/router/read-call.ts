import { AppError } from '../../domain/errors/app-error.ts';
import type { InboundCall } from './inbound-call.ts';
import type { CanonicalRequest } from './wire/canonical-request.ts';
import { INBOUNDS } from './wire/dialects.ts';
import { isObject, type JsonObject, parseJson } from './wire/json.ts';

const bodies = new WeakMap<InboundCall, JsonObject>();
const requests = new WeakMap<InboundCall, CanonicalRequest>();

/** The body of a call, parsed once however many attempts need it. @throws AppError 400 `invalid_json` */
export function jsonOf(call: InboundCall): JsonObject {
  const known = bodies.get(call);
  if (known !== undefined) return known;
  const json = parseJson(call.body.plain.toString('utf8').replace(/^\uFEFF/, ''));
  if (!isObject(json)) {
    throw new AppError('contract-violation', 'The body is not a JSON object.', { detail: 'invalid_json' });
  }
  bodies.set(call, json);
  return json;
}

/** The request of a call in the canonical form. @throws AppError `contract-violation` */
export function requestOf(call: InboundCall): CanonicalRequest {
  const known = requests.get(call);
  if (known !== undefined) return known;
  const request = INBOUNDS[call.api].parseRequest(jsonOf(call));
  requests.set(call, request);
  return request;
}

import type { InboundCall } from '../inbound-call.ts';
import { Needle } from '../needle.ts';
import { jsonOf } from '../read-call.ts';
import { holdsCarrier, sanitizeResponsesBody } from '../wire/responses/sanitize-body.ts';
import type { WireTarget } from '../wire/wire-target.ts';
import { cutMember } from './cut-member.ts';
import { requestHeadersFor } from './forwarded-headers.ts';

/** Of these a provider other than OpenAI gets only its own: reasoning, and tools where Codex alone has them. */
const FOREIGN = [
  '"encrypted_content"',
  '"type":"reasoning"',
  '"type": "reasoning"',
  '"additional_tools"',
].map(text => new Needle(text));

/**
 * The client's bytes for a Responses upstream, with the deployment's model name in place of the one asked for.
 * Only a body that holds what is not the provider's to see is parsed and written anew: reasoning of another
 * provider, and for anyone but OpenAI all of it that is not tagged as its own. Anyone but OpenAI does not get
 * the client's metadata either (local paths, session ids). A compressed body goes on as it came when nothing
 * changes, else plain.
 *
 * @param keepsReasoning false after the provider refused the reasoning in the history
 */
export function responsesBody(
  call: InboundCall,
  target: WireTarget,
  keepsReasoning: boolean,
): { body: Buffer | string; headers: Record<string, string> } {
  const headers = requestHeadersFor(call.headers);
  const { raw, plain, encoding } = call.body;
  const { provider, model } = target;
  const isOpenAi = provider === 'openai';
  if (!keepsReasoning || holdsCarrier(plain) || (!isOpenAi && FOREIGN.some(text => text.isIn(plain)))) {
    const options = { provider, model, keepsUntagged: isOpenAi && keepsReasoning };
    return { body: JSON.stringify(sanitizeResponsesBody(jsonOf(call), options)), headers };
  }
  const renamed = withModel(call, model);
  const body = isOpenAi ? renamed : cutMember(renamed, 'client_metadata');
  if (body !== plain) return { body, headers };
  if (encoding !== undefined) headers['content-encoding'] = encoding;
  return { body: raw, headers };
}

function withModel(call: InboundCall, model: string): Buffer {
  const { plain } = call.body;
  if (model === call.model || call.modelSpan === undefined) return plain;
  const { startByte, endByte } = call.modelSpan;
  const name = Buffer.from(JSON.stringify(model));
  return Buffer.concat([plain.subarray(0, startByte), name, plain.subarray(endByte)]);
}

import type { InboundCall } from '../inbound-call.ts';
import { Needle } from '../needle.ts';
import { jsonOf } from '../read-call.ts';
import { holdsCarrier, sanitizeResponsesBody } from '../wire/responses/sanitize-body.ts';
import type { WireTarget } from '../wire/wire-target.ts';
import { IN_PIECES_BYTES, inPieces } from './body-pieces.ts';
import { findMember } from './cut-member.ts';
import { requestHeadersFor } from './forwarded-headers.ts';
import type { ValueSpan } from './peek-body.ts';

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
): { body: Buffer | string | Iterable<Buffer>; headers: string[] } {
  const headers = requestHeadersFor(call.headers);
  const { raw, plain, encoding, loan } = call.body;
  const { provider, model } = target;
  const isOpenAi = provider === 'openai';
  if (!keepsReasoning || holdsCarrier(plain) || (!isOpenAi && FOREIGN.some(text => text.isIn(plain)))) {
    const options = { provider, model, keepsUntagged: isOpenAi && keepsReasoning };
    return { body: JSON.stringify(sanitizeResponsesBody(jsonOf(call), options)), headers };
  }
  const edits = editsFor(call, model, isOpenAi);
  if (edits.length === 0 && loan === undefined) {
    if (encoding !== undefined) headers.push('content-encoding', encoding);
    return { body: raw, headers };
  }
  const pieces = spliced(plain, edits);
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  if (length < IN_PIECES_BYTES) return { body: Buffer.concat(pieces, length), headers };
  headers.push('content-length', String(length));
  return { body: inPieces(pieces, loan), headers };
}

interface Edit extends ValueSpan {
  readonly text: string;
}

function editsFor(call: InboundCall, model: string, isOpenAi: boolean): readonly Edit[] {
  const edits: Edit[] = [];
  if (model !== call.model && call.modelSpan !== undefined) {
    edits.push({ ...call.modelSpan, text: JSON.stringify(model) });
  }
  const metadata = isOpenAi ? undefined : findMember(call.body.plain, 'client_metadata');
  if (metadata !== undefined) edits.push({ ...metadata, text: '' });
  return edits.sort((one, other) => one.startByte - other.startByte);
}

/** @param edits from first to last, none inside another */
function spliced(bytes: Buffer, edits: readonly Edit[]): readonly Buffer[] {
  const pieces: Buffer[] = [];
  let at = 0;
  for (const { startByte, endByte, text } of edits) {
    pieces.push(bytes.subarray(at, startByte), Buffer.from(text));
    at = endByte;
  }
  pieces.push(bytes.subarray(at));
  return pieces;
}

import type { UsageEstimate } from './answer-reader.ts';
import type { CanonicalItem, CanonicalRequest, ContentPart } from './canonical-request.ts';

/** Rule of thumb of OpenAI's tokenizer help page: about four characters of English a token, so UTF-8 bytes. */
const BYTES_PER_TOKEN = 4;
/** What one picture costs at the common detail levels, in tokens. */
const IMAGE_TOKENS = 1_000;

/** Counts a request only when asked, and by length, not by tokenizer: it runs on the way of an answer. */
export function estimateUsage(request: CanonicalRequest): UsageEstimate {
  return {
    inputTokens() {
      let bytes = Buffer.byteLength(JSON.stringify(request.tools));
      let images = 0;
      for (const item of request.items) {
        for (const text of textsOf(item)) bytes += Buffer.byteLength(text);
        for (const part of partsOf(item)) if (part.kind !== 'text') images++;
      }
      return Math.ceil(bytes / BYTES_PER_TOKEN) + images * IMAGE_TOKENS;
    },
    outputTokens: chars => Math.ceil(chars / BYTES_PER_TOKEN),
  };
}

function partsOf(item: CanonicalItem): readonly ContentPart[] {
  return item.kind === 'message' || item.kind === 'output' ? item.parts : [];
}

function textsOf(item: CanonicalItem): readonly string[] {
  switch (item.kind) {
    case 'message':
    case 'output':
      return item.parts.flatMap(part => (part.kind === 'text' ? part.text : []));
    case 'reasoning':
      return item.summary;
    case 'call':
      return [item.tool.name, item.input];
    case 'opaque':
      return [];
  }
}

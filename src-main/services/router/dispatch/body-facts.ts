/** What dispatch reads out of a request body without parsing it. */
export interface BodyFacts {
  /** Estimated at four bytes a token, pictures counted apart. */
  readonly inputTokens: number;
  readonly needsImages: boolean;
  readonly needsTools: boolean;
}

const BYTES_PER_TOKEN = 4;
/** What vendors charge for a picture of usual size, roughly. */
const TOKENS_PER_IMAGE = 1200;
const DATA_IMAGE = Buffer.from('"data:image/');
/** With the type before them: Codex offers tools whose parameters are named `image_url`. */
const IMAGE_PARTS = [
  '"type":"input_image"',
  '"type": "input_image"',
  '"type":"image_url"',
  '"type": "image_url"',
];
const TOOLS = Buffer.from('"tools"');
const PROMPT_CACHE_KEY = Buffer.from('"prompt_cache_key"');
const MAX_OUTPUT = [
  Buffer.from('"max_output_tokens"'),
  Buffer.from('"max_completion_tokens"'),
  Buffer.from('"max_tokens"'),
];
const CWD_OPEN = Buffer.from('<cwd>');
const CWD_CLOSE = Buffer.from('</cwd>');
const QUOTE = 0x22;
const MAX_FOLDERS = 64;

/**
 * Native searches only: inside a JSON string every quote is escaped, so a quoted key found here is a key (or,
 * at worst, a whole string of that very text, which costs a wrong guess and nothing else).
 */
export function readBodyFacts(body: Buffer): BodyFacts {
  let pictureBytes = 0;
  let pictures = 0;
  for (let at = body.indexOf(DATA_IMAGE); at >= 0; at = body.indexOf(DATA_IMAGE, at)) {
    const end = body.indexOf(QUOTE, at + DATA_IMAGE.length);
    const stop = end < 0 ? body.length : end;
    pictureBytes += stop - at;
    pictures += 1;
    at = stop;
  }
  const textBytes = Math.max(0, body.length - pictureBytes);
  return {
    inputTokens: Math.ceil(textBytes / BYTES_PER_TOKEN) + pictures * TOKENS_PER_IMAGE,
    needsImages: pictures > 0 || IMAGE_PARTS.some(part => body.includes(part)),
    needsTools: /^\s*:\s*\[\s*[^\s\]]/.test(after(body, TOOLS, 64) ?? ''),
  };
}

/** `prompt_cache_key`, for clients without Codex's headers. */
export function readPromptCacheKey(body: Buffer): string | undefined {
  return /^\s*:\s*"([^"\\]{1,128})"/.exec(after(body, PROMPT_CACHE_KEY, 200) ?? '')?.[1];
}

/** The output limit that the client set, in tokens. */
export function readMaxOutputTokens(body: Buffer): number | undefined {
  for (const key of MAX_OUTPUT) {
    const value = /^\s*:\s*(\d{1,9})\b/.exec(after(body, key, 40) ?? '')?.[1];
    if (value !== undefined) return Number(value);
  }
  return undefined;
}

/** Every working folder the conversation names (`<cwd>…</cwd>`): a thread may have been moved. */
export function readWorkingFolders(body: Buffer): readonly string[] {
  const folders = new Set<string>();
  for (let at = body.indexOf(CWD_OPEN); at >= 0 && folders.size < MAX_FOLDERS; ) {
    const start = at + CWD_OPEN.length;
    const end = body.indexOf(CWD_CLOSE, start);
    if (end < 0) break;
    // Inside JSON, backslashes are doubled.
    folders.add(body.toString('utf8', start, end).replaceAll('\\\\', '\\'));
    at = body.indexOf(CWD_OPEN, end);
  }
  return [...folders];
}

function after(body: Buffer, key: Buffer, length: number): string | undefined {
  const at = body.indexOf(key);
  return at < 0 ? undefined : body.toString('latin1', at + key.length, at + key.length + length);
}

import { Needle } from '../needle.ts';

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
const DATA_IMAGE = new Needle('"data:image/');
const RESPONSES_IMAGE = new Needle('"input_image"');
const CHAT_IMAGE = new Needle('"image_url"');
const TOOLS = Buffer.from('"tools"');
const PROMPT_CACHE_KEY = new Needle('"prompt_cache_key"');
const MAX_OUTPUT = [
  new Needle('"max_output_tokens"'),
  new Needle('"max_completion_tokens"'),
  new Needle('"max_tokens"'),
];
const CWD_OPEN = new Needle('<cwd>');
const CWD_CLOSE = Buffer.from('</cwd>');
const QUOTE = 0x22;
const MAX_FOLDERS = 64;

/**
 * Native searches only: inside a JSON string every quote is escaped, so a quoted key found here is a key (or,
 * at worst, a whole string of that very text, which costs a wrong guess and nothing else).
 *
 * @param isCodex Codex speaks the Responses API only: pictures have one form
 */
export function readBodyFacts(body: Buffer, isCodex: boolean): BodyFacts {
  const needsImages = hasPart(body, RESPONSES_IMAGE) || (!isCodex && hasPart(body, CHAT_IMAGE));
  const { pictures, pictureBytes } = needsImages ? measurePictures(body) : NO_PICTURES;
  const textBytes = Math.max(0, body.length - pictureBytes);
  return {
    inputTokens: Math.ceil(textBytes / BYTES_PER_TOKEN) + pictures * TOKENS_PER_IMAGE,
    needsImages,
    needsTools: hasTools(body),
  };
}

/** Whether a part has this type; Codex offers tools whose parameters are named like one. */
function hasPart(body: Buffer, type: Needle): boolean {
  for (let at = type.indexIn(body); at >= 0; at = type.indexIn(body, at + type.length)) {
    if (/"type"\s*:\s*$/.test(body.toString('latin1', Math.max(0, at - 24), at))) return true;
  }
  return false;
}

const NO_PICTURES = { pictures: 0, pictureBytes: 0 };

function measurePictures(body: Buffer): typeof NO_PICTURES {
  let pictureBytes = 0;
  let pictures = 0;
  for (let at = DATA_IMAGE.indexIn(body); at >= 0; at = DATA_IMAGE.indexIn(body, at)) {
    const end = body.indexOf(QUOTE, at + DATA_IMAGE.length);
    const stop = end < 0 ? body.length : end;
    pictureBytes += stop - at;
    pictures += 1;
    at = stop;
  }
  return { pictures, pictureBytes };
}

/** From the end: Codex writes its tools after the conversation, which is the long part. */
function hasTools(body: Buffer): boolean {
  const at = body.lastIndexOf(TOOLS);
  if (at < 0) return false;
  const from = at + TOOLS.length;
  return /^\s*:\s*\[\s*[^\s\]]/.test(body.toString('latin1', from, from + 64));
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
  for (let at = CWD_OPEN.indexIn(body); at >= 0 && folders.size < MAX_FOLDERS; ) {
    const start = at + CWD_OPEN.length;
    const end = body.indexOf(CWD_CLOSE, start);
    if (end < 0) break;
    folders.add(unescapeJson(body.toString('utf8', start, end)));
    at = CWD_OPEN.indexIn(body, end);
  }
  return [...folders];
}

/** Inside a JSON string backslashes are doubled, and some clients escape letters. */
function unescapeJson(text: string): string {
  try {
    return String(JSON.parse(`"${text}"`));
  } catch {
    return text; // cut in the middle of an escape: not a path of anybody's
  }
}

function after(body: Buffer, key: Needle, length: number): string | undefined {
  const at = key.indexIn(body);
  return at < 0 ? undefined : body.toString('latin1', at + key.length, at + key.length + length);
}

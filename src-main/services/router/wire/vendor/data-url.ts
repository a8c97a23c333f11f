export interface InlineBytes {
  /** In lower case, without parameters. */
  readonly mimeType: string;
  readonly base64: string;
}

/** What a `data:` URL holds, or undefined for any other URL. Megabytes are sliced, never matched. */
export function readDataUrl(url: string): InlineBytes | undefined {
  if (!/^data:/i.test(url)) return undefined;
  const comma = url.indexOf(',');
  if (comma < 0) return undefined;
  const [type = '', ...parameters] = url.slice(5, comma).split(';');
  const mimeType = type.trim().toLowerCase() || 'text/plain';
  const body = url.slice(comma + 1);
  const isBase64 = parameters.some(parameter => parameter.trim().toLowerCase() === 'base64');
  const base64 = isBase64 ? body : Buffer.from(percentDecoded(body), 'utf8').toString('base64');
  return base64 === '' ? undefined : { mimeType, base64 };
}

export function isWebUrl(url: string): boolean {
  return /^https?:\/\//i.test(url);
}

/** A stray `%` is taken as it stands. */
function percentDecoded(text: string): string {
  return text.replace(/(?:%[0-9a-fA-F]{2})+/g, escapes =>
    Buffer.from(escapes.replaceAll('%', ''), 'hex').toString('utf8'),
  );
}

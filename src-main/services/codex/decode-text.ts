/**
 * The text of a configuration file, byte order mark kept, or undefined when it is not UTF-8. Encoding the
 * text again gives exactly the same bytes, so an edit of the text is an edit of the bytes.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // The only thing `fatal` throws for is what undefined says.
    return undefined;
  }
}

export function encodeText(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

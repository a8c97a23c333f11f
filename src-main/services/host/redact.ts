const HIDDEN = '[secret]';
/** Shapes of keys, for those that are not (or no longer) in the vault. */
const KEY_SHAPES =
  /\b(?:sk-[A-Za-z0-9_-]{8,}|sk-ant-[A-Za-z0-9_-]{8,}|AIza[A-Za-z0-9_-]{20,}|hf_[A-Za-z0-9]{10,})|(?<=\bBearer )[A-Za-z0-9._~+/=-]{8,}/g;

/**
 * Removes every live secret from a line, as written, JSON-escaped or URI-encoded, and whatever looks like a
 * key. Total: any text in, text out.
 */
export function redact(line: string, secrets: readonly string[]): string {
  let clean = line;
  // Longest first, or a key that begins with another would leave its end behind.
  for (const secret of [...secrets].sort((a, b) => b.length - a.length)) {
    if (secret.length < 4) continue;
    for (const form of new Set([
      secret,
      JSON.stringify(secret).slice(1, -1),
      encodeURIComponentSafe(secret),
    ])) {
      clean = clean.replaceAll(form, HIDDEN);
    }
  }
  return clean.replace(KEY_SHAPES, HIDDEN);
}

function encodeURIComponentSafe(text: string): string {
  return encodeURIComponent(text.replace(/[\ud800-\udfff]/g, '?'));
}

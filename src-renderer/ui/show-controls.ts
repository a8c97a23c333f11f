/** Control characters but tab and newline, and every mark that changes the direction of what follows it. */
const INVISIBLE = /(?![\n\t])\p{Cc}|[\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/**
 * `text` with characters that act without being seen written out as `⟨U+202E⟩`: a folder or model name must not
 * be able to look like another one.
 */
export const showControls = (text: string): string =>
  text.replace(
    INVISIBLE,
    sign => `⟨U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
  );

/** The first `length` UTF-16 units of `text` and an ellipsis; never half a character. */
export const cutText = (text: string, length: number): string => {
  if (text.length <= length) return text;
  const head = text.slice(0, length);
  return `${/[\ud800-\udbff]$/.test(head) ? head.slice(0, -1) : head}…`;
};

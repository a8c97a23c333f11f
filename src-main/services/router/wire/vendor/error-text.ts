/** About a screenful. */
const MAX_MESSAGE_CHARS = 2_000;
/** Waits beyond a day are not waits. */
const MAX_RETRY_SECONDS = 86_400;

/** A provider's words for a person: trimmed, never empty, cut to a screenful. */
export function errorText(text: string | undefined, otherwise: string): string {
  const trimmed = text?.trim() ?? '';
  const message = trimmed === '' ? otherwise : trimmed;
  return message.length > MAX_MESSAGE_CHARS ? `${message.slice(0, MAX_MESSAGE_CHARS - 1)}…` : message;
}

/** `26`, `26s` or `26.5s` as whole seconds, rounded up. */
export function wholeSeconds(text: string | undefined): number | undefined {
  const match = /^\s*(\d+(?:\.\d+)?)\s*s?\s*$/.exec(text ?? '');
  if (match === null) return undefined;
  return Math.min(Math.ceil(Number(match[1])), MAX_RETRY_SECONDS);
}

/** Header values take visible Latin-1 only; a model name may hold anything. */
export function headerValue(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 400);
}

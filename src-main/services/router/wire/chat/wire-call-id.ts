/** The id itself where the provider takes it, else nine letters and digits made of it, the same every time. */
export function wireCallId(id: string, allowed: RegExp | undefined): string {
  if (allowed === undefined || allowed.test(id)) return id;
  let high = 0x811c9dc5;
  let low = 0x01000193;
  for (let i = 0; i < id.length; i++) {
    high = Math.imul(high ^ id.charCodeAt(i), 0x01000193);
    low = Math.imul(low ^ high, 0x85ebca6b) ^ (low >>> 13);
  }
  const text = (high >>> 0).toString(36).padStart(7, '0') + (low >>> 0).toString(36).padStart(7, '0');
  return text.slice(-9);
}

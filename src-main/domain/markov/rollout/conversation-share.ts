/**
 * A stable number in [0, 1) from a conversation id and a salt: FNV-1a over UTF-16 units, then the finalizer of
 * MurmurHash3 for even spread. The same conversation always gets the same number, so a canary is sticky.
 */
export function computeConversationShare(conversationId: string, salt = 'canary'): number {
  let hash = 0x811c9dc5;
  for (const text of [salt, '\u0000', conversationId]) {
    for (let index = 0; index < text.length; index += 1) {
      hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
    }
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000;
}

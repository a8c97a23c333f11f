/**
 * A repeatable stream of uniform numbers in [0, 1): the 32-bit generator "mulberry32" by Tommy Ettinger,
 * whose period of 2^32 is ample for drawing candidates. Not for secrets.
 */
export function createSeededRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

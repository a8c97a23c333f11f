/** Mixes integers to one well spread 32-bit integer (finalizer of MurmurHash3 after each). */
function mix(numbers: readonly number[]): number {
  let hash = 0x9e3779b9;
  for (const number of numbers) {
    hash = Math.imul(hash ^ (number | 0), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35);
    hash ^= hash >>> 13;
  }
  return hash >>> 0;
}

/**
 * A uniform draw in (0, 1) that depends on nothing but its address. Every policy meets the same weather:
 * request 17 at provider 2 draws the same numbers whatever happened before (common random numbers).
 */
export function drawUniform(...address: readonly number[]): number {
  return (mix(address) + 0.5) / 0x1_0000_0000;
}

/** A standard normal draw at an address (Box-Muller). */
export function drawNormal(...address: readonly number[]): number {
  const radius = Math.sqrt(-2 * Math.log(drawUniform(...address, 101)));
  return radius * Math.cos(2 * Math.PI * drawUniform(...address, 202));
}

/** A log-normal draw with the given median. */
export function drawAround(median: number, sigma: number, ...address: readonly number[]): number {
  return median * Math.exp(sigma * drawNormal(...address));
}

/** Uniform generator for resampling: a sequence of `drawUniform` at 0, 1, 2 … */
export function createUniformSequence(seed: number): () => number {
  let index = 0;
  return () => {
    index += 1;
    return drawUniform(seed, index);
  };
}

/**
 * Below this, tool calls are not streamed, and Codex, which only streams, sees none.
 * Source: the release notes of Ollama 0.8.0.
 */
export const OLDEST_GOOD_OLLAMA = '0.8.0';

/** Compares dotted versions by their numbers; a suffix (`-rc1`) is not counted. @returns below 0, 0, above 0 */
export function compareVersions(a: string, b: string): number {
  const numbers = (version: string) =>
    (version.trim().replace(/^v/, '').split(/[-+]/)[0] ?? '')
      .split('.')
      .map(part => Number.parseInt(part, 10) || 0);
  const [left, right] = [numbers(a), numbers(b)];
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** True where tools cannot be streamed. A build from source calls itself 0.0.0 and is trusted. */
export function isOldOllama(version: string): boolean {
  return compareVersions(version, '0.0.0') !== 0 && compareVersions(version, OLDEST_GOOD_OLLAMA) < 0;
}

/**
 * One line a step: what is being done, how it came out, how long it took. A step that takes long says so
 * every ten seconds, so that a slow download does not look like a hang.
 * @template T
 * @param {string} label
 * @param {(say: (outcome: string) => void) => Promise<T> | T} work may call `say` with the outcome in words
 * @returns {Promise<T>}
 */
export async function step(label, work) {
  const startedAtMs = performance.now();
  const seconds = () => `${((performance.now() - startedAtMs) / 1000).toFixed(1)} s`;
  let outcome = 'done';
  process.stdout.write(`- ${label} … `);
  const heartbeat = setInterval(() => process.stdout.write(`${seconds()} … `), 10_000);
  try {
    const result = await work(words => {
      outcome = words;
    });
    process.stdout.write(`${outcome} (${seconds()})\n`);
    return result;
  } catch (cause) {
    process.stdout.write(`failed (${seconds()})\n`);
    throw cause;
  } finally {
    clearInterval(heartbeat);
  }
}

/**
 * Calls `onQuiet` when the client got nothing for a while: at least half of `keepAliveMs`, never more than the
 * whole. What counts is what went out and not what came in, since an upstream may talk without saying
 * anything that is handed on. Counting writes costs the way of a chunk no clock.
 *
 * @param writes how often something was written to the client so far
 */
export function watchSilence(keepAliveMs: number, writes: () => number, onQuiet: () => void): Disposable {
  let before = writes();
  const timer = setInterval(
    () => {
      if (writes() === before) onQuiet();
      before = writes();
    },
    Math.ceil(keepAliveMs / 2),
  );
  return {
    [Symbol.dispose]() {
      clearInterval(timer);
    },
  };
}

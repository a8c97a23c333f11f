/**
 * Runs a script's work and ends the process with its code. What went wrong is told in words; the stack is
 * for `SIGNALBOX_DEBUG`.
 * @param {() => Promise<number | void>} work gives the exit code; nothing is 0
 */
export async function finishWith(work) {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (cause) {
    const text = cause instanceof Error ? cause.message : String(cause);
    process.stderr.write(`\n${process.env.SIGNALBOX_DEBUG && cause instanceof Error ? cause.stack : text}\n`);
    process.exitCode = 1;
  }
}

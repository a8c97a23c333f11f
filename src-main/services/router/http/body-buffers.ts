/** Buffers for long request bodies, used again and again. */
export interface BodyBuffers {
  /** @returns a loan of this many bytes; what stands in them is of no meaning */
  take(bytes: number): BodyLoan;
}

/** One body's bytes. A loan that nobody gives back is the garbage collector's. */
export interface BodyLoan {
  readonly bytes: Buffer;
  /** Somebody else reads the bytes. @returns to be called when nothing does any more, a socket included */
  share(): () => void;
  /** The owner is done with them: they are used again, unless somebody still reads them. */
  giveBack(): void;
}

/** Sizes are rounded up to these, so that a conversation that grows fits where it was before. */
const STEP_BYTES = 256 * 1024;
const KEPT_BYTES = 4 * 1024 * 1024;

/**
 * To V8 memory outside of its heap is pressure: buffers made anew for every megabyte of body bring on a full
 * collection every few calls, which costs more than all the rest of the call.
 */
export function createBodyBuffers(): BodyBuffers {
  let free: readonly Buffer[] = [];

  function keep(buffer: Buffer): void {
    const bytes = free.reduce((sum, one) => sum + one.length, buffer.length);
    if (bytes <= KEPT_BYTES) free = [...free, buffer];
  }

  return {
    take(bytes) {
      const found = free.find(one => one.length >= bytes);
      if (found !== undefined) free = free.filter(one => one !== found);
      const buffer = found ?? Buffer.allocUnsafeSlow(Math.ceil(bytes / STEP_BYTES) * STEP_BYTES);
      let readers = 0;
      let isBack = false;
      return {
        bytes: buffer.subarray(0, bytes),
        share() {
          readers += 1;
          return () => {
            readers -= 1;
          };
        },
        giveBack() {
          if (readers > 0 || isBack) return;
          isBack = true;
          keep(buffer);
        },
      };
    },
  };
}

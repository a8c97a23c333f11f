import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { Decompress } from 'fzstd';

/** Unpacks a compressed body while it comes. */
export interface Inflater {
  push(chunk: Buffer): void;
  /** No more will come. */
  end(): void;
}

export interface Inflated {
  onData(chunk: Buffer): void;
  /** Once, behind the last data; with an error where the body is broken or has no end. */
  onDone(error: Error | undefined): void;
}

const NODE_STREAMS = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
} as const;

/** @returns undefined for an encoding that nobody here can read */
export function createInflater(encoding: string, to: Inflated): Inflater | undefined {
  if (encoding === 'zstd') return createUnzstd(to);
  if (!Object.hasOwn(NODE_STREAMS, encoding)) return undefined;
  const stream = NODE_STREAMS[encoding as keyof typeof NODE_STREAMS]();
  stream.on('data', (chunk: Buffer) => to.onData(chunk));
  stream.once('end', () => to.onDone(undefined));
  stream.once('error', error => to.onDone(error));
  return { push: chunk => stream.write(chunk), end: () => stream.end() };
}

/** Of the versions of Node this runs on not all can do it. */
function createUnzstd(to: Inflated): Inflater {
  let isComplete = false;
  let isDone = false;
  const stream = new Decompress((chunk, isLast) => {
    isComplete ||= isLast === true;
    if (chunk.length > 0) to.onData(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
  });
  function done(error: Error | undefined): void {
    if (isDone) return;
    isDone = true;
    to.onDone(error);
  }
  function push(chunk: Uint8Array, isLast: boolean): void {
    if (isDone) return;
    try {
      stream.push(chunk, isLast);
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
    }
  }
  return {
    push: chunk => push(chunk, false),
    end() {
      push(new Uint8Array(), true);
      done(isComplete ? undefined : new Error('the zstd frame does not end'));
    },
  };
}

const GZIP = [0x1f, 0x8b] as const;

/** Whether a body that claims to be plain is packed all the same, as some edge servers answer. */
export function looksZipped(chunk: Buffer): boolean {
  return chunk[0] === GZIP[0] && chunk[1] === GZIP[1];
}

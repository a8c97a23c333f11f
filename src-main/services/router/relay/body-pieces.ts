import type { BodyLoan } from '../http/body-buffers.ts';

/** From here on a body goes out in pieces: one copy less is worth one write more. */
export const IN_PIECES_BYTES = 128 * 1024;

/**
 * A long body as undici takes it piece by piece, so that a change in its middle costs no copy of it. undici asks for
 * a piece only when the system has the one before, which is what the loan has to know: a piece too short to fill a
 * socket's buffer it would not wait for, so that such a one is copied.
 *
 * @param loan of the bytes the pieces are part of
 */
export function inPieces(pieces: readonly Buffer[], loan: BodyLoan | undefined): Iterable<Buffer> {
  const own = pieces.map(piece => (piece.length < IN_PIECES_BYTES ? Buffer.from(piece) : piece));
  return walk(own, loan?.share());
}

function* walk(pieces: readonly Buffer[], onSent: (() => void) | undefined): Generator<Buffer> {
  yield* pieces;
  onSent?.();
}

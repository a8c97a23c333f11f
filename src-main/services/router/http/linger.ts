import type { Duplex } from 'node:stream';

/** Long enough for a client to notice its answer, short enough not to be held open by one that never leaves. */
const LINGER_MS = 5_000;

/**
 * Reads on for a while what a refused client still sends, and then closes. Closing at once with bytes unread
 * makes TCP throw away the answer that is on its way (RFC 9112, section 9.6).
 *
 * @param isDone asked at the end of that time: whether the connection came to rest, and may stay
 */
export function linger(socket: Duplex, isDone: () => boolean = () => false): void {
  if (socket.destroyed) return;
  // Unreferenced, and without a listener: one connection may be refused many times within that time.
  setTimeout(() => {
    if (!socket.destroyed && !isDone()) socket.destroy();
  }, LINGER_MS).unref();
}

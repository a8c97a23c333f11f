import type { ClockFact } from '../../domain/doctor/check-network.ts';
import { createDeadline } from '../../lib/deadline.ts';

const PATIENCE_MS = 4000;

/** Compares our clock with a server's Date header, which has whole seconds. @returns nothing where it sends none */
export async function measureClock(
  url: string,
  nowMs: () => number,
  signal: AbortSignal,
): Promise<ClockFact | undefined> {
  using patience = createDeadline(PATIENCE_MS, signal);
  const sentMs = nowMs();
  const response = await fetch(url, { method: 'HEAD', redirect: 'manual', signal: patience.signal });
  const receivedMs = nowMs();
  const theirsMs = Date.parse(response.headers.get('date') ?? '');
  if (Number.isNaN(theirsMs)) return undefined;
  // Half of the way there and back, and half of the second the header cuts off.
  return { skewMs: Math.round((sentMs + receivedMs) / 2 - (theirsMs + 500)) };
}

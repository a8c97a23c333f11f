import { createServer } from 'node:net';
import type { PortFact } from '../../domain/doctor/check-network.ts';
import { hasErrorCode } from '../host/has-error-code.ts';

/** Tries to listen on the loopback port, and gives it back at once. @returns the error's code, or nothing */
function tryListen(port: number): Promise<unknown> {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', resolve);
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

/** Who holds the router's port. */
export async function probePort(
  port: number,
  isOurRouter: (port: number, signal: AbortSignal) => Promise<boolean>,
  signal: AbortSignal,
): Promise<PortFact> {
  const refusal = await tryListen(port);
  if (refusal === undefined) return { kind: 'free', port };
  if (hasErrorCode(refusal, 'EACCES', 'EPERM')) return { kind: 'forbidden', port };
  if (!hasErrorCode(refusal, 'EADDRINUSE')) throw refusal;
  return { kind: (await isOurRouter(port, signal)) ? 'ours' : 'stranger', port };
}

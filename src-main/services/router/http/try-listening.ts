import { createServer } from 'node:http';
import { listen } from './listen.ts';

/**
 * Whether the router could listen there, tried for a moment.
 * @param ports 0 tries the address alone
 * @throws AppError `unavailable`, as `listen`
 */
export async function tryListening(host: string, ports: readonly number[]): Promise<void> {
  for (const port of ports) {
    const server = createServer();
    await listen(server, host, port);
    await new Promise<void>(resolve => {
      server.close(() => resolve());
    });
  }
}

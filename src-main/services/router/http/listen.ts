import type { Server } from 'node:http';
import { AppError } from '../../../domain/errors/app-error.ts';
import { say } from '../../../domain/sentence/sentence.ts';

/** @throws AppError `unavailable`, detail `port_in_use` or `port_forbidden`, with what to do next */
export function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const onError = (cause: NodeJS.ErrnoException) => reject(describe(cause, host, port));
    server.once('error', onError);
    // exclusive: two routers that share a port would each get half of the requests
    server.listen({ host, port, exclusive: true }, () => {
      server.removeListener('error', onError);
      resolve();
    });
  });
}

function describe(cause: NodeJS.ErrnoException, host: string, port: number): AppError {
  const elsewhere = say`choose another port under listen.port in router.yaml, or start with --port 0 for a free one`;
  switch (cause.code) {
    case 'EADDRINUSE':
      return new AppError('unavailable', say`Another program already listens on ${host}:${port}.`, {
        cause,
        detail: 'port_in_use',
        remedy: say`Close it, or ${elsewhere}.`,
      });
    case 'EACCES':
      return new AppError('unavailable', say`The system does not allow listening on ${host}:${port}.`, {
        cause,
        detail: 'port_forbidden',
        remedy: say`Ports below 1024 and those Windows reserves are not free: ${elsewhere}.`,
      });
    default:
      return new AppError(
        'unavailable',
        say`Listening on ${host}:${port} failed (${cause.code ?? say`unknown cause`}).`,
        {
          cause,
          detail: 'listen_failed',
          remedy: say`Try again, or ${elsewhere}.`,
        },
      );
  }
}

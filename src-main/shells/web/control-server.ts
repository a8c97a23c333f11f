import { chmod, mkdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { dirname } from 'node:path';
import { AppError } from '../../domain/errors/app-error.ts';
import { sendError } from '../../services/router/http/error-answer.ts';
import type { Core } from '../core/start-core.ts';
import { serveApi } from './serve-api.ts';

/**
 * The core on a Unix socket or named pipe, for `signalbox status`, `stop` and the like. Not reachable from a
 * web page; the folder's permissions (or the pipe's unguessable name) keep other users out.
 *
 * @param onQuit asked to end this program: `POST /api/quit`
 * @param inviteUrl a new one-time address of the dashboard, where it is in a browser: `POST /api/invite`
 */
export async function startControlServer(
  core: Core,
  path: string,
  platform: NodeJS.Platform,
  onQuit: () => void,
  inviteUrl?: () => string,
): Promise<AsyncDisposable> {
  const server = createServer((req, res) => {
    if (req.method === 'POST' && req.url === '/api/quit') {
      res.writeHead(202, { 'content-type': 'application/json' });
      res.end('{}', onQuit);
      return;
    }
    if (req.method === 'POST' && req.url === '/api/invite' && inviteUrl !== undefined) {
      res.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      res.end(JSON.stringify({ url: inviteUrl() }));
      return;
    }
    if (!serveApi(core, req, res)) {
      sendError(res, new AppError('contract-violation', 'There is nothing at this path.', { status: 404 }));
    }
  });
  if (platform !== 'win32') {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    // What a crash left behind: nobody listens there, or this instance would not have started.
    await rm(path, { force: true });
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  if (platform !== 'win32') await chmod(path, 0o600);
  return {
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise<void>(resolve => server.close(() => resolve()));
      if (platform !== 'win32') await rm(path, { force: true });
    },
  };
}

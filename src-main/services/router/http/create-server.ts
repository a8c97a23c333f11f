import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { AppError } from '../../../domain/errors/app-error.ts';
import { checkHostAndOrigin, checkKey, type KeyProbe } from './check-caller.ts';
import { rawErrorAnswer, sendError, toAppError } from './error-answer.ts';
import { linger } from './linger.ts';

export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Answers without the local key. */
  readonly isPublic?: boolean;
  /** May be async; what it throws becomes an error answer. */
  serve(req: IncomingMessage, res: ServerResponse): void | Promise<void>;
}

export interface ServerOptions {
  readonly routes: readonly Route[];
  /** Whether the caller holds the local key. */
  readonly holdsKey: KeyProbe;
  /** Requests that carry the person's own login instead of the local key; the path's secret lets them in. */
  readonly door?:
    | {
        readonly below: (url: string) => string | undefined;
        serve(req: IncomingMessage, res: ServerResponse, path: string): Promise<void>;
      }
    | undefined;
  /** Other computers may call, too. */
  readonly isOpen: boolean;
  /** A failure of our own, not of the caller. */
  readonly onDefect: (cause: unknown) => void;
}

/** Turn metadata names every work tree: Codex's headers outgrow Node's 16 KB. */
const MAX_HEADER_BYTES = 128 * 1024;

/** The HTTP server: caller checks, a fixed table of routes, and a well-formed error for whatever else comes. */
export function createRouterServer(options: ServerOptions): Server {
  const byPath = new Map<string, Route[]>();
  for (const route of options.routes) {
    byPath.set(route.path, [...(byPath.get(route.path) ?? []), route]);
  }

  const server = createServer(
    {
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: 15_000,
      requestTimeout: 120_000,
      connectionsCheckingInterval: 5_000,
      keepAliveTimeout: 65_000,
      requireHostHeader: false, // our own check says why
    },
    (req, res) => {
      try {
        checkHostAndOrigin(req.headers, options.isOpen);
        const inside = options.door?.below(req.url ?? '');
        if (inside !== undefined) {
          options.door?.serve(req, res, inside).catch(cause => refuse(res, cause));
          return;
        }
        const route = findRoute(byPath, req);
        if (!route.isPublic) checkKey(options.holdsKey, req.headers);
        const pending = route.serve(req, res);
        if (pending !== undefined) pending.catch(cause => refuse(res, cause));
      } catch (cause) {
        refuse(res, cause);
      }
      // A body nobody read would keep the connection from its next request.
      if (res.writableEnded && !req.complete) req.resume();
    },
  );

  function refuse(res: ServerResponse, cause: unknown): void {
    const error = toAppError(cause);
    if (!(cause instanceof AppError)) options.onDefect(cause);
    sendError(res, error);
    const { req } = res;
    // The rest of a refused body may still be on its way; Node reads it into nothing.
    if (!req.complete) linger(req.socket, () => req.complete);
  }

  // Without a listener Node answers this one by itself, with an empty body.
  server.on('checkExpectation', (_, res) =>
    refuse(res, badRequest('Only the expectation 100-continue is met here.', 'expectation_failed', 417)),
  );
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => answerBadSyntax(error, socket));
  server.on('upgrade', (_, socket) =>
    endSocket(
      socket,
      rawErrorAnswer(
        new AppError('contract-violation', 'WebSockets are not supported; use HTTP.', {
          detail: 'upgrade_not_supported',
          status: 426,
        }),
        'Upgrade Required',
      ),
    ),
  );
  server.on('connect', (_, socket) =>
    endSocket(socket, rawErrorAnswer(methodNotAllowed('CONNECT'), 'Method Not Allowed')),
  );
  return server;
}

function findRoute(byPath: ReadonlyMap<string, readonly Route[]>, req: IncomingMessage): Route {
  const url = req.url ?? '/';
  const query = url.indexOf('?');
  const routes = byPath.get(query < 0 ? url : url.slice(0, query));
  if (routes === undefined) {
    throw new AppError('contract-violation', 'There is nothing at this path.', {
      detail: 'path_not_found',
      status: 404,
    });
  }
  const route = routes.find(candidate => candidate.method === req.method);
  if (route === undefined) throw methodNotAllowed(req.method ?? '');
  return route;
}

function methodNotAllowed(method: string): AppError {
  return new AppError('contract-violation', `${method} is not allowed here.`, {
    detail: 'method_not_allowed',
    status: 405,
  });
}

function answerBadSyntax(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  switch (error.code) {
    case 'HPE_HEADER_OVERFLOW':
      endSocket(
        socket,
        rawErrorAnswer(
          badRequest('The headers are too large.', 'headers_too_large', 431),
          'Request Header Fields Too Large',
        ),
      );
      return;
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      endSocket(
        socket,
        rawErrorAnswer(
          badRequest('The request did not arrive in time.', 'request_timeout', 408),
          'Request Timeout',
        ),
      );
      return;
    default:
      endSocket(
        socket,
        rawErrorAnswer(badRequest('This is not an HTTP request.', 'bad_request', 400), 'Bad Request'),
      );
  }
}

function badRequest(message: string, detail: string, status: number): AppError {
  return new AppError('contract-violation', message, { detail, status });
}

function endSocket(socket: Duplex, answer: string): void {
  // The peer may already be gone; there is nobody left to tell.
  socket.on('error', () => undefined);
  socket.end(answer);
  socket.resume();
  linger(socket);
}

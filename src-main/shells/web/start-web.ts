import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '../../domain/errors/app-error.ts';
import { sendError } from '../../services/router/http/error-answer.ts';
import { listen } from '../../services/router/http/listen.ts';
import type { Core } from '../core/start-core.ts';
import { sendErrorPage } from './error-page.ts';
import { serveApi } from './serve-api.ts';
import { openStaticFiles } from './static-files.ts';

export interface WebServer extends AsyncDisposable {
  readonly port: number;
  /** An address that lets its first visitor in, once. Every call makes a new one. */
  inviteUrl(): string;
}

const COOKIE = 'signalbox_session';
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/**
 * The dashboard and key page in a browser on this machine (or at the other end of an SSH tunnel). A one-time
 * token in the address becomes a strict same-site cookie. Requests are not logged.
 */
export async function startWeb(core: Core, rendererFolder: string, port: number): Promise<WebServer> {
  const sessions = new Set<string>();
  let invite: string | undefined;
  const files = openStaticFiles(rendererFolder);

  function serve(req: IncomingMessage, res: ServerResponse): void {
    for (const [name, value] of Object.entries(HEADERS)) res.setHeader(name, value);
    checkLoopbackHost(req);
    const url = new URL(req.url ?? '/', 'http://localhost');
    const token = url.searchParams.get('token');
    if (req.method === 'GET' && url.pathname === '/' && token !== null) {
      enter(token, res);
      return;
    }
    if (!hasSession(req))
      throw denied('This page needs the address that Signalbox printed.', 'session_required');
    checkSameOrigin(req);
    if (serveApi(core, req, res)) return;
    if (req.method !== 'GET' && req.method !== 'HEAD')
      throw denied('Not allowed here.', 'method_not_allowed');
    void files.serve(url.pathname, res).catch(() => refuse(req, res, notFound()));
  }

  function enter(token: string, res: ServerResponse): void {
    if (invite === undefined || !isSame(token, invite)) {
      throw denied('This address was used already, or is not from this Signalbox.', 'token_spent');
    }
    invite = undefined;
    const session = randomBytes(32).toString('hex');
    sessions.add(session);
    res.writeHead(303, {
      location: '/',
      'set-cookie': `${COOKIE}=${session}; HttpOnly; SameSite=Strict; Path=/`,
      'cache-control': 'no-store',
    });
    res.end();
  }

  function hasSession(req: IncomingMessage): boolean {
    const given = /(?:^|;\s*)signalbox_session=([0-9a-f]{64})(?:;|$)/.exec(req.headers.cookie ?? '')?.[1];
    return given !== undefined && [...sessions].some(session => isSame(given, session));
  }

  const server = createServer((req, res) => {
    try {
      serve(req, res);
    } catch (cause) {
      refuse(req, res, cause instanceof AppError ? cause : notFound());
    }
  });
  await listen(server, '127.0.0.1', port);
  const address = server.address() as AddressInfo; // a listening TCP server always has one
  return {
    port: address.port,
    inviteUrl() {
      invite = randomBytes(32).toString('hex');
      return `http://127.0.0.1:${address.port}/?token=${invite}`;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise<void>(resolve => server.close(() => resolve()));
    },
  };
}

/** A page whose name resolves to this machine is not this page. The port may differ: SSH forwards it. */
function checkLoopbackHost(req: IncomingMessage): void {
  if (/^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i.test(req.headers.host ?? '')) return;
  throw denied('The Host header does not name this computer.', 'host_not_loopback');
}

function checkSameOrigin(req: IncomingMessage): void {
  const { origin, host } = req.headers;
  const site = req.headers['sec-fetch-site'];
  const isForeign = origin !== undefined && origin !== `http://${host}`;
  // A browser that tells where a request comes from must tell the truth; a POST without any is no browser's.
  if (isForeign || (site !== undefined && site !== 'same-origin' && site !== 'none')) {
    throw denied('Requests from other pages are not allowed.', 'origin_not_allowed');
  }
  if (req.method === 'POST' && origin === undefined && site === undefined) {
    throw denied('A POST needs the Origin of this page.', 'origin_required');
  }
}

function isSame(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}

function denied(message: string, detail: string): AppError {
  return new AppError('policy-denied', message, {
    detail,
    status: 403,
    remedy: 'Run `signalbox status --dashboard` for a new address.',
  });
}

/** To a person who opened an address in words, to a program as it expects. */
function refuse(req: IncomingMessage, res: ServerResponse, error: AppError): void {
  if (req.method === 'GET' && req.headers.accept?.includes('text/html')) sendErrorPage(res, error);
  else sendError(res, error);
}

function notFound(): AppError {
  return new AppError('contract-violation', 'There is nothing at this path.', { status: 404 });
}

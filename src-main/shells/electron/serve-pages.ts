import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { protocol } from 'electron';

const SCHEME = 'signalbox';
export const PAGE_ORIGIN = `${SCHEME}://app`;

/** `'unsafe-inline'` nowhere, and no host: a page can load and reach nothing but its own files. */
export const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Before the app is ready: the pages' scheme has an origin, like https, and unlike file. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the built pages out of one folder. */
export function servePages(folder: string): void {
  protocol.handle(SCHEME, async request => {
    const { host, pathname } = new URL(request.url);
    const relative = normalize(decodeURIComponent(pathname === '/' ? '/index.html' : pathname));
    const type = TYPES[extname(relative)];
    const isAllowed = host === 'app' && type !== undefined && !relative.split(sep).includes('..');
    const body = isAllowed ? await readFile(join(folder, relative)).catch(() => undefined) : undefined;
    if (type === undefined || body === undefined) return new Response('Not found', { status: 404 });
    return new Response(new Uint8Array(body), {
      headers: {
        'content-type': type,
        'content-security-policy': CONTENT_SECURITY_POLICY,
        'x-content-type-options': 'nosniff',
      },
    });
  });
}

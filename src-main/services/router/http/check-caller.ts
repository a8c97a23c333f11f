import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { isIPv4 } from 'node:net';
import { AppError } from '../../../domain/errors/app-error.ts';

const LOOPBACK_HOST = /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])(?::\d{1,5})?$/i;

/**
 * A name that resolves to 127.0.0.1 but is not loopback belongs to a web page that rebinds DNS, and an
 * Origin is only sent by web pages. Neither has business here.
 *
 * @param isOpen other computers may call: by address, for a rebound name is a name
 * @throws AppError 403 `host_not_loopback` or `origin_not_allowed`
 */
export function checkHostAndOrigin(headers: IncomingHttpHeaders, isOpen = false): void {
  const host = headers.host ?? '';
  if (!LOOPBACK_HOST.test(host) && !(isOpen && isIPv4(host.replace(/:\d{1,5}$/, '')))) {
    throw new AppError('policy-denied', 'The Host header does not name this computer.', {
      detail: 'host_not_loopback',
      status: 403,
      remedy: isOpen ? 'Use the address of the computer in numbers.' : 'Use http://127.0.0.1 in the address.',
    });
  }
  if (headers.origin !== undefined) {
    throw new AppError('policy-denied', 'Requests from web pages are not allowed.', {
      detail: 'origin_not_allowed',
      status: 403,
      remedy: 'Call the router from a program, without an Origin header.',
    });
  }
}

export type KeyProbe = (headers: IncomingHttpHeaders) => boolean;

/** Compares `Authorization: Bearer …` with the keys in constant time. */
export function createKeyProbe(keys: readonly string[]): KeyProbe {
  const expected = keys.map(key => Buffer.from(`Bearer ${key}`));
  return headers => {
    const given = Buffer.from(headers.authorization ?? '');
    // Lengths are no secret: every local key has the same one, and the person's own is long.
    return expected.some(one => given.length === one.length && timingSafeEqual(given, one));
  };
}

/** @throws AppError 401 `missing_local_key` or `invalid_local_key` */
export function checkKey(holdsKey: KeyProbe, headers: IncomingHttpHeaders): void {
  if (holdsKey(headers)) return;
  const isMissing = !headers.authorization;
  throw new AppError(
    'policy-denied',
    isMissing ? 'The local key is missing.' : 'The local key is not the one of this session.',
    {
      detail: isMissing ? 'missing_local_key' : 'invalid_local_key',
      status: 401,
      remedy: '`signalbox token` prints it; it changes whenever Signalbox starts.',
    },
  );
}

import type { Environment } from './environment.ts';

const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];
const PROXY_NAMES = ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy'];

/**
 * Codex obeys HTTP_PROXY and ALL_PROXY even for 127.0.0.1, so a proxied machine would send the router's
 * traffic, local key included, to the proxy. Gives the NO_PROXY settings that prevent it, or nothing when no
 * proxy is set or loopback is already exempt. Both spellings are set: programs differ in which they read.
 */
export function exemptLoopback(environment: Environment): Readonly<Record<string, string>> {
  if (!PROXY_NAMES.some(name => (environment[name] ?? '') !== '')) return {};
  const current = [environment.NO_PROXY, environment.no_proxy]
    .flatMap(list => (list ?? '').split(','))
    .map(host => host.trim())
    .filter(host => host !== '');
  if (current.includes('*')) return {};
  const list = [...new Set([...current, ...LOOPBACK])].join(',');
  if (environment.NO_PROXY === list && environment.no_proxy === list) return {};
  return { NO_PROXY: list, no_proxy: list };
}

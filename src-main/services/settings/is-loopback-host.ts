/** Whether a URL's host name is this machine. The unspecified addresses count: connecting to them arrives here. */
export function isLoopbackHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    /^127(\.\d{1,3}){1,3}$/.test(host) ||
    host === '0.0.0.0' ||
    host === '::1' ||
    host === '::' ||
    host.startsWith('::ffff:7f') ||
    host.startsWith('::ffff:127.')
  );
}

/** The parts of undici that the router runs on. Their types are the package's. */
declare module 'undici/lib/dispatcher/pool.js' {
  import type { Pool } from 'undici';

  const pool: typeof Pool;
  export = pool;
}

declare module 'undici/lib/api/api-request.js' {
  import type { Pool } from 'undici';

  const request: Pool['request'];
  export = request;
}

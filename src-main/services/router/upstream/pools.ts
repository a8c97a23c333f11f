import type { Pool } from 'undici';

export interface Pools extends AsyncDisposable {
  /** Loads the client library; `of` may be called from then on. Loading takes as long as all else of a start. */
  load(): Promise<void>;
  /** The connection pool of a base URL's origin, made on first use. */
  of(origin: string): Pool;
  /** Holds for connections made from now on. */
  setConnectTimeout(ms: number): void;
}

/**
 * One pool per origin. Timers of the client library are off: the deadlines of an attempt belong to the
 * attempt (TTFT and idle are separate, and headers arriving ends neither).
 */
export function createPools(connectTimeoutMs: number): Pools {
  const pools = new Map<string, Pool>();
  /** Of an earlier connect timeout: they finish what they carry. */
  const leaving = new Set<Pool>();
  let timeoutMs = connectTimeoutMs;
  let PoolOf: typeof Pool | undefined;
  let loading: Promise<void> | undefined;
  return {
    load() {
      loading ??= loadPool().then(loaded => {
        PoolOf = loaded;
      });
      return loading;
    },
    of(origin) {
      let pool = pools.get(origin);
      if (pool === undefined) {
        if (PoolOf === undefined) throw new Error('the pools are not loaded');
        pool = new PoolOf(origin, {
          connections: 512,
          pipelining: 1,
          keepAliveTimeout: 30_000,
          keepAliveMaxTimeout: 120_000,
          headersTimeout: 0,
          bodyTimeout: 0,
          connect: { timeout: timeoutMs },
        });
        pools.set(origin, pool);
      }
      return pool;
    },
    setConnectTimeout(ms) {
      if (ms === timeoutMs) return;
      timeoutMs = ms;
      for (const pool of pools.values()) {
        leaving.add(pool);
        void pool.close().then(
          () => leaving.delete(pool),
          () => leaving.delete(pool),
        );
      }
      pools.clear();
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...pools.values(), ...leaving].map(pool => pool.destroy()));
      pools.clear();
    },
  };
}

/**
 * Not by the package's own door: behind it stands `fetch`, which also makes Node load its own copy of all this. What
 * that door does is put the ways to ask on the dispatchers.
 */
async function loadPool(): Promise<typeof Pool> {
  const [{ default: loaded }, { default: request }] = await Promise.all([
    import('undici/lib/dispatcher/pool.js'),
    import('undici/lib/api/api-request.js'),
  ]);
  loaded.prototype.request = request;
  return loaded;
}

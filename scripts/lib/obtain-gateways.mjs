import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './folders.mjs';
import { makeInCache } from './make-in-cache.mjs';
import { npm } from './run.mjs';
import { step } from './step.mjs';

/** Gateways that others wrote, as upstreams of end-to-end tests. */
const packages = ['@portkey-ai/gateway@1.15.2', '@bitkyc08/opencodex@2.63.0'];

/**
 * The gateways, installed from npm into the cache.
 * @returns {Promise<{ readonly portkey: string, readonly opencodex: string, readonly bun: string }>} the scripts
 *   to run, Portkey's with Node and opencodex's with the Bun it brings along
 */
export function obtainGateways() {
  const folder = join(cacheFolder(), 'gateways-1');
  return step('gateways', async say => {
    const outcome = await makeInCache(folder, async unfinished => {
      await npm(['install', '--prefix', unfinished, '--no-audit', '--no-fund', ...packages]);
    });
    say(outcome === 'made' ? 'installed' : 'current');
    const modules = join(folder, 'node_modules');
    const found = {
      portkey: join(modules, '@portkey-ai', 'gateway', 'build', 'start-server.js'),
      opencodex: join(modules, '@bitkyc08', 'opencodex', 'src', 'cli', 'index.ts'),
      // So named by its package on every system.
      bun: join(modules, 'bun', 'bin', 'bun.exe'),
    };
    for (const file of Object.values(found)) {
      if (!existsSync(file)) throw new Error(`${file} is missing`);
    }
    return found;
  });
}

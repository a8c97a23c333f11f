import { join } from 'node:path';
import { build } from 'vite';

/** Bundles the router process as one file below `folder`, for `spawnNodeRouter`. @returns its path */
export async function buildRouter(folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      ssr: join(import.meta.dirname, '../main.ts'),
      outDir: join(folder, 'out'),
      target: 'node20',
      rollupOptions: { output: { entryFileNames: 'router.mjs', codeSplitting: false } },
    },
    ssr: { noExternal: true },
  });
  return join(folder, 'out/router.mjs');
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { policySchema } from '../../../contract/policy.ts';
import type { RouterSettings } from '../../../contract/settings.ts';
import type { ToRouter } from '../../../contract/to-router.ts';
import { TEST_LOCAL_KEY } from '../../../services/router/testing/test-router.ts';
import { buildRouter } from './build-router.ts';

export interface BuiltRouter {
  /** For the tests of the file; it goes with them. */
  folder(): string;
  /** The router process, for `spawnNodeRouter`. */
  script(): string;
  /** What such a process is told first; its log and its state are below the folder. */
  startMessage(settings: RouterSettings): Extract<ToRouter, { type: 'start' }>;
}

/** Builds the router process once for the tests of a file. @param name of its folder */
export function builtRouterFor(name: string): BuiltRouter {
  let folder = '';
  let script = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), `${name}-`));
    script = await buildRouter(folder);
  }, 60_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return {
    folder: () => folder,
    script: () => script,
    startMessage: settings => ({
      type: 'start',
      runtimeId: 'runtime-0123456789abcdef',
      localKey: TEST_LOCAL_KEY,
      version: '0',
      settings,
      policy: policySchema.parse({}),
      keys: {},
      baseInstructions: '',
      ledgerFolder: join(folder, 'logs'),
      statePath: join(folder, 'state/dispatch.json'),
    }),
  };
}

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { swapMachine } from './testing/swap-machine.ts';
import { swapSpec } from './testing/swap-spec.ts';

const ORIGINAL = '# mine\r\nmodel = "gpt-6-sol"\r\n[t]\r\na = 1';

/** Signals, not simulations: the same steps as in the tests of one process, with the kernel doing the killing. */
describe.skipIf(process.platform === 'win32')('a Signalbox process killed with SIGKILL', () => {
  let program = '';
  beforeAll(async () => {
    program = mkdtempSync(join(tmpdir(), 'signalbox-die-'));
    await build({
      logLevel: 'silent',
      configFile: false,
      build: {
        ssr: join(import.meta.dirname, 'testing', 'swap-then-die.ts'),
        outDir: program,
        target: 'node20',
        rollupOptions: { output: { entryFileNames: 'die.mjs' } },
      },
      ssr: { noExternal: true },
    });
  });
  afterAll(() => rmSync(program, { recursive: true, force: true }));

  it.each([
    'enable',
    'restore',
  ] as const)('in the middle of %s leaves what the next start puts right', async action => {
    let step = 1;
    for (let isKilled = true; isKilled && step < 60; step += 1) {
      using machine = swapMachine();
      machine.write(ORIGINAL, 0o640);
      if (action === 'restore') await machine.signalbox().enable(swapSpec);
      const args = [
        join(program, 'die.mjs'),
        machine.home,
        join(machine.root, 'state'),
        action,
        String(step),
      ];
      const ended = spawnSync(process.execPath, args, { encoding: 'utf8' });
      isKilled = ended.signal === 'SIGKILL';
      expect(isKilled || ended.status === 0, ended.stderr).toBe(true);
      await machine.signalbox().restore();
      expect(machine.read(), `step ${step}`).toEqual({ text: ORIGINAL, mode: 0o640 });
      expect(machine.names(), `step ${step}`).toEqual(['config.toml']);
    }
    expect(step).toBeGreaterThan(8);
    expect(step).toBeLessThan(60);
  }, 60_000);
});

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { policySchema } from '../../contract/policy.ts';
import { routerSettingsSchema } from '../../contract/settings.ts';
import type { ChildState } from '../../domain/supervise/child-state.ts';
import { createDisposables } from '../../lib/disposables.ts';
import { spawnNodeRouter } from './spawn-node-router.ts';
import { superviseRouter } from './supervise-router.ts';

const cleanup = createDisposables();
afterEach(() => cleanup[Symbol.asyncDispose]());

/** Supervises real processes that do, start after start, what the script says. */
function supervise(script: string) {
  const folder = mkdtempSync(join(tmpdir(), 'supervise-'));
  cleanup.defer(() => rmSync(folder, { recursive: true, force: true }));
  const starts = join(folder, 'starts');
  const heard: string[] = [];
  const supervisor = cleanup.use(
    superviseRouter({
      spawn: () =>
        spawnNodeRouter(join(import.meta.dirname, 'testing/scripted-router.mjs'), {
          ...process.env,
          SCRIPT: script,
          STARTS: starts,
        }),
      prepare: () => ({
        localKey: 'k'.repeat(32),
        settings: routerSettingsSchema.parse({ providers: {}, deployments: {}, aliases: {} }),
        policy: policySchema.parse({}),
        keys: {},
        version: '0',
        ledgerFolder: folder,
        statePath: join(folder, 'state.json'),
      }),
      hung: { everyMs: 200, ticks: 4 },
      killAfterMs: 500,
      onMessage: ({ type }) => heard.push(type),
      onDefect: cause => {
        throw cause;
      },
    }),
  );
  const phases: string[] = [];
  supervisor.onChange(({ phase }) => phases.push(phase));
  return {
    supervisor,
    phases,
    heard,
    pids: () => readFileSync(starts, 'utf8').trim().split('\n').map(Number),
    until: (isSo: (state: ChildState) => boolean) =>
      new Promise<ChildState>(resolve => {
        const listening = supervisor.onChange(state => {
          if (!isSo(state)) return;
          listening[Symbol.dispose]();
          resolve(state);
        });
      }),
  };
}

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false; // ESRCH
  }
};

describe('a router process', () => {
  it('that crashes is started again at once, and again, until one stays', async () => {
    const { supervisor, phases, pids } = supervise('exit exit ready');
    expect(await supervisor.start()).toMatchObject({ phase: 'ready', port: 4003, restarts: 2 });
    expect(phases).toEqual(['starting', 'backing-off', 'starting', 'backing-off', 'starting', 'ready']);
    expect(new Set(pids()).size).toBe(3);
  });

  it('that refuses at Start has failed with its reason, and is not tried again', async () => {
    const { supervisor, pids } = supervise('refuse ready');
    expect(await supervisor.start()).toMatchObject({
      phase: 'failed',
      fault: { code: 'port-in-use', message: 'The port is taken.' },
    });
    expect(pids()).toHaveLength(1);
    expect(await supervisor.start()).toMatchObject({ phase: 'ready', port: 4002 });
  });

  it('whose port is taken while it restarts comes back as soon as the port is free', async () => {
    const { supervisor, pids, until } = supervise('ready refuse refuse ready');
    await supervisor.start();
    process.kill(supervisor.pid() ?? 0, 'SIGKILL');
    expect(await until(({ phase }) => phase === 'ready')).toMatchObject({ port: 4004, restarts: 3 });
    expect(pids()).toHaveLength(4);
  });

  it.skipIf(process.platform === 'win32')(
    'that is stopped in its tracks is ended, and replaced',
    async () => {
      const { supervisor, until } = supervise('ready');
      await supervisor.start();
      const stopped = supervisor.pid() ?? 0;
      const faulty = until(({ phase }) => phase === 'backing-off');
      process.kill(stopped, 'SIGSTOP');
      expect(await faulty).toMatchObject({
        fault: { message: expect.stringContaining('no longer answered') },
      });
      expect(isRunning(stopped)).toBe(false);
      expect(await until(({ phase }) => phase === 'ready')).toMatchObject({ restarts: 1 });
    },
  );

  it('in an endless loop is ended, and replaced', async () => {
    const { supervisor, until } = supervise('hang ready');
    await supervisor.start();
    expect(await until(({ phase }) => phase === 'ready')).toMatchObject({ port: 4002, restarts: 1 });
  });

  it('that answers is left alone', async () => {
    const { supervisor, phases, pids, heard } = supervise('ready');
    await supervisor.start();
    // As many questions as would have found two hung ones.
    await expect
      .poll(() => heard.filter(type => type === 'pong').length, { timeout: 20_000 })
      .toBeGreaterThan(8);
    expect(phases).toEqual(['starting', 'ready']);
    expect(pids()).toHaveLength(1);
  });

  it('in an endless loop ends when it is told to stop, too', async () => {
    const { supervisor } = supervise('hang');
    await supervisor.start();
    const pid = supervisor.pid() ?? 0;
    expect(await supervisor.stop(0)).toMatchObject({ phase: 'stopped' });
    expect(isRunning(pid)).toBe(false);
  });
});

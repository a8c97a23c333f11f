import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCodex } from './open-codex.ts';
import { fakeCodex, fakeMachine, installScript, keyVariables } from './testing/fake-codex.ts';
import { faultLayer, isPowerCut } from './testing/fault-layer.ts';

/** Cycles to run; a thousand take some minutes. */
const CYCLES = Number(process.env.SIGNALBOX_TEST_CYCLES ?? 200);
/** A Codex that is open until it is killed. */
const OPEN_CODEX = `case "$*" in "--profile cost-routing") exec sleep 600 ;; esac\n${fakeCodex('0.169.0')}`;

const auth = { command: '/bin/signalbox', args: ['token'] };

describe.skipIf(process.platform === 'win32')('launching', () => {
  it(
    "leaves the person's files alone wherever it is killed, and works the next time",
    async () => {
      using machine = fakeMachine();
      installScript(machine, 'bin', 'codex', OPEN_CODEX);
      const theirs = ['config.toml', 'auth.json'].map(name => join(machine.home, name));
      for (const path of theirs) writeFileSync(path, '# theirs\n');
      const look = () =>
        theirs.map(path => {
          const { ino, mtimeNs, ctimeNs, mode } = statSync(path, { bigint: true });
          return { ino, mtimeNs, ctimeNs, mode, text: readFileSync(path, 'utf8') };
        });
      const before = look();
      let kills = 0;
      for (let port = 4000; port < 4000 + CYCLES; port += 1) {
        const step = (port % 7) + 1;
        const { files } = faultLayer({ step, when: 'after' });
        await openCodex({
          surroundings: machine.surroundings,
          auth,
          huggingfaceAuth: auth,
          keyVariables,
          files,
        })
          .prepare({ mode: 'routed', router: { port } })
          .catch((cause: unknown) => {
            if (!isPowerCut(cause)) throw cause;
            kills += 1;
          });
        const { plan } = await openCodex({
          surroundings: machine.surroundings,
          auth,
          huggingfaceAuth: auth,
          keyVariables,
        }).prepare({ mode: 'routed', router: { port } });
        const [program, ...args] = plan.argv;
        const codex = spawn(program, args, {
          env: { ...process.env, CODEX_HOME: machine.home },
          stdio: 'ignore',
        });
        const ended = once(codex, 'exit');
        codex.kill('SIGKILL');
        await ended;
        expect(readFileSync(join(machine.home, 'cost-routing.config.toml'), 'utf8')).toContain(`:${port}/v1`);
        expect(look()).toEqual(before);
      }
      expect(kills).toBeGreaterThan(CYCLES / 2);
    },
    CYCLES * 2000 + 30_000,
  );
});

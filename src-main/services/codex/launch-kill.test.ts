import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CodexLaunch, openCodex } from './open-codex.ts';
import {
  type FakeMachine,
  fakeCodex,
  fakeMachine,
  installScript,
  keyVariables,
} from './testing/fake-codex.ts';
import { faultLayer, isPowerCut } from './testing/fault-layer.ts';
import { scriptedUpstream } from './testing/scripted-upstream.ts';

/** Launches, over all homes together. */
const CYCLES = Number(process.env.SIGNALBOX_TEST_CYCLES ?? 1000);
/** Homes worked on at a time: a launch mostly waits for a Codex that says its version. */
const HOMES = 8;
/** Every so many launches the router has another port, so that the profile is written anew. */
const PORT_EVERY = 4;
/** Launches of a real Codex; each takes half a second. */
const REAL_CYCLES = Number(process.env.SIGNALBOX_TEST_REAL_CYCLES ?? 8);
const REAL_CODEX = process.env.SIGNALBOX_TEST_CODEX ?? '';

/** A Codex that is open until it is killed. */
const OPEN_CODEX = `case "$*" in "--profile cost-routing") exec sleep 600 ;; esac\n${fakeCodex('0.169.0')}`;

const auth = { command: '/bin/signalbox', args: ['token'] };
type Files = ReturnType<typeof faultLayer>['files'];

function codexOn({ surroundings }: FakeMachine, files?: Files) {
  return openCodex({ surroundings, auth, huggingfaceAuth: auth, keyVariables, ...(files && { files }) });
}

/** The person's two files, and how to see that nobody touched them: not even to write the same again. */
function theirsOn(machine: FakeMachine) {
  const theirs = ['config.toml', 'auth.json'].map(name => join(machine.home, name));
  for (const path of theirs) writeFileSync(path, path.endsWith('.json') ? '{}\n' : '# theirs\n');
  return () =>
    theirs.map(path => {
      const { ino, mtimeNs, ctimeNs, mode } = statSync(path, { bigint: true });
      return { ino, mtimeNs, ctimeNs, mode, text: readFileSync(path, 'utf8') };
    });
}

/** Starts Codex as planned and kills it without warning, at once or when `until` resolves. */
async function launchAndKill(machine: FakeMachine, launch: CodexLaunch, until?: () => Promise<unknown>) {
  const { plan } = await codexOn(machine).prepare(launch);
  const [program, ...args] = plan.argv;
  const env = { ...machine.surroundings.env, ...plan.environment.set, CODEX_HOME: machine.home };
  const codex = spawn(program, args, {
    cwd: machine.root,
    env: { ...process.env, ...env },
    stdio: 'ignore',
    detached: true,
  });
  const ended = once(codex, 'exit');
  await until?.();
  // The group: npm's codex is a script that starts the real one.
  if (codex.pid !== undefined) process.kill(-codex.pid, 'SIGKILL');
  await ended;
}

describe.skipIf(process.platform === 'win32')('launching', () => {
  it("leaves the person's files alone wherever it is killed, and works the next time", async () => {
    const share = Math.ceil(CYCLES / HOMES);
    let kills = 0;
    const oneHome = async () => {
      using machine = fakeMachine();
      installScript(machine, 'bin', 'codex', OPEN_CODEX);
      const look = theirsOn(machine);
      const before = look();
      for (let cycle = 0; cycle < share; cycle += 1) {
        const port = 4000 + Math.floor(cycle / PORT_EVERY);
        if (cycle % PORT_EVERY === 0) {
          // Signalbox itself is killed at one of its steps first.
          const { files } = faultLayer({ step: (port % 7) + 1, when: 'after' });
          await codexOn(machine, files)
            .prepare({ mode: 'routed', router: { port } })
            .catch((cause: unknown) => {
              if (!isPowerCut(cause)) throw cause;
              kills += 1;
            });
        }
        await launchAndKill(machine, { mode: 'routed', router: { port } });
        expect(readFileSync(join(machine.home, 'cost-routing.config.toml'), 'utf8')).toContain(`:${port}/v1`);
        expect(look()).toEqual(before);
      }
    };
    await Promise.all(Array.from({ length: HOMES }, oneHome));
    expect(kills).toBeGreaterThan(CYCLES / PORT_EVERY / 2);
  }, 600_000);

  it.skipIf(REAL_CODEX === '')(
    'does so with the real Codex, killed while it waits for an answer',
    async () => {
      using machine = fakeMachine({ SIGNALBOX_CODEX: REAL_CODEX, PATH: process.env.PATH ?? '' });
      await using router = await scriptedUpstream({ models: [] }, { isSilent: true });
      const look = theirsOn(machine);
      const before = look();
      const launch: CodexLaunch = {
        mode: 'routed',
        router,
        extraArgs: ['exec', '--skip-git-repo-check', 'hi'],
      };
      for (let cycle = 0; cycle < REAL_CYCLES; cycle += 1) {
        const asked = router.nextTurn();
        await launchAndKill(machine, launch, () => asked);
        expect(look()).toEqual(before);
      }
      expect(router.seen.filter(({ url }) => url === '/v1/responses').length).toBeGreaterThanOrEqual(
        REAL_CYCLES,
      );
    },
    120_000,
  );
});

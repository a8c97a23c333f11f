import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openCodex } from './open-codex.ts';
import { type FakeMachine, fakeMachine, keyVariables } from './testing/fake-codex.ts';

/** Named `codex` and run by node, as npm's is: a window that waits, a background server, and the word that ends it. */
const CODEX = `#!${process.execPath}
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const pidFile = join(process.env.CODEX_HOME, 'daemon.pid');
const args = process.argv.slice(2).join(' ');
if (args === '--version') console.log('codex-cli 0.169.0');
else if (args === 'app-server daemon stop') process.kill(Number(readFileSync(pidFile, 'utf8')));
else {
  if (args === 'app-server --managed-daemon') writeFileSync(pidFile, String(process.pid));
  process.on('SIGUSR2', () => console.log('still here'));
  console.log('open');
  setInterval(() => undefined, 60_000);
}
`;

const auth = { command: '/bin/signalbox', args: ['token'] };
const open: ChildProcess[] = [];
afterEach(() => {
  for (const child of open.splice(0)) child.kill('SIGKILL');
});

function installCodex(machine: FakeMachine): string {
  const path = join(machine.root, 'bin', 'codex');
  mkdirSync(join(machine.root, 'bin'), { recursive: true });
  writeFileSync(path, CODEX);
  chmodSync(path, 0o755);
  return path;
}

/** Resolves when it has begun to wait. */
async function start(program: string, args: readonly string[], codexHome: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, CODEX_HOME: codexHome },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  open.push(child);
  await once(child.stdout ?? child, 'data');
  return child;
}

function launchPlain(machine: FakeMachine, isSwapped: boolean) {
  const { surroundings } = machine;
  return openCodex({ surroundings, auth, huggingfaceAuth: auth, keyVariables }).prepare({
    mode: 'plain',
    isSwapped,
  });
}

/** A process that was ended a moment ago may not look so yet: it has to say something. */
async function isAlive(child: ChildProcess): Promise<boolean> {
  const said = Promise.race([
    once(child.stdout ?? child, 'data').then(() => true),
    once(child, 'exit').then(() => false),
  ]);
  return child.kill('SIGUSR2') && (await said);
}

describe.skipIf(process.platform !== 'linux')(
  'Codex’s background server, which knows an older environment',
  () => {
    const DAEMON = ['app-server', '--managed-daemon'];

    it('is ended before plain Codex is launched in swap mode', async () => {
      using machine = fakeMachine();
      const daemon = await start(installCodex(machine), DAEMON, machine.home);
      const ended = once(daemon, 'exit');
      await launchPlain(machine, true);
      await ended;
    });

    it.each([
      ['while a window uses it', true, true, false],
      ['where plain Codex is not routed', false, false, false],
      ['where it is that of another folder of Codex', true, false, true],
    ])('is left alone %s', async (_, isSwapped, hasWindow, isElsewhere) => {
      using machine = fakeMachine();
      using other = fakeMachine();
      const codex = installCodex(machine);
      const home = isElsewhere ? other.home : machine.home;
      const daemon = await start(codex, DAEMON, home);
      if (hasWindow) await start(codex, [], home);
      await launchPlain(machine, isSwapped);
      expect(await isAlive(daemon)).toBe(true);
    });
  },
);

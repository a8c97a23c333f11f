import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { run } from './run.mjs';
import { isOnPath, sessionMark } from './test-session.mjs';

// node with-keyring.mjs command [arguments]: unlocks a key chain on this session bus, then runs the command.
// Without gnome-keyring the command runs all the same.
const [command, ...args] = process.argv.slice(2);
if (command === undefined) throw new Error('say what to run');
if (isOnPath('gnome-keyring-daemon')) await unlockKeyring();
const { code } = await run(command, args, { inherit: true, env: { ...process.env, [sessionMark]: '1' } });
process.exitCode = code;

/** The daemon goes to the background once the key chain is open, and ends with the session bus. */
async function unlockKeyring() {
  const daemon = spawn('gnome-keyring-daemon', ['--unlock', '--components=secrets'], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  daemon.stdin.end('signalbox');
  await once(daemon, 'exit');
}

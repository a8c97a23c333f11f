import { expect, test } from 'vitest';
import { exitCode, mustRun, npmCommand, npmHint, run } from './run.mjs';

test.each([
  [0, null, 0],
  [3, null, 3],
  [null, 'SIGKILL', 137],
  [null, 'SIGTERM', 143],
  [null, 'SIGUSR2', 129],
])('code %s and signal %s are reported as %i', (code, signal, expected) => {
  expect(exitCode(code, signal)).toBe(expected);
});

test.each([
  ['under npm', 'linux', { npm_execpath: '/n/npm-cli.js' }, { command: '/node', args: ['/n/npm-cli.js'] }],
  ['under yarn', 'linux', { npm_execpath: '/n/yarn.js' }, { command: 'npm', args: [] }],
  ['alone on Linux', 'linux', {}, { command: 'npm', args: [] }],
  ['alone on Windows', 'win32', {}, { command: 'npm.cmd', args: [] }],
])('npm is called as %s asks', (_name, platform, env, expected) => {
  expect(npmCommand({ platform, env, execPath: '/node' })).toEqual(expected);
});

test('a program gives back its code and what it printed on both streams', async () => {
  const result = await run(process.execPath, ['-e', 'console.log("a"); console.error("b"); process.exit(4)']);
  expect(result.code).toBe(4);
  expect(result.output).toContain('a');
  expect(result.output).toContain('b');
});

test('a program that does not exist is code 127, not an exception', async () => {
  expect((await run('signalbox-no-such-program', [])).code).toBe(127);
});

test('a program over its time is killed and says so', async () => {
  const result = await run(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { timeoutMs: 200 });
  expect(result.timedOut).toBe(true);
  expect(result.code).not.toBe(0);
});

test('mustRun throws with the end of the output', async () => {
  await expect(mustRun(process.execPath, ['-e', 'console.log("why"); process.exit(1)'])).rejects.toThrow(
    /why/,
  );
});

test.each([
  ['npm error code ECONNREFUSED', /registry cannot be reached/],
  [
    'npm error request to https://registry.npmjs.org/x failed, reason: getaddrinfo EAI_AGAIN',
    /registry cannot/,
  ],
  ['npm error code ENOSPC', /disk is full/],
  ['npm error code E404', undefined],
])('what helps after %s', (output, hint) => {
  const said = npmHint(output);
  if (hint === undefined) expect(said).toBeUndefined();
  else expect(said).toMatch(hint);
});

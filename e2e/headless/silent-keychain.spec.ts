import { expect, test } from '@playwright/test';
import { startPrivateBus } from '../fixtures/private-bus.ts';
import { commandLineOf, familyOf, isRunning } from '../fixtures/process-tree.ts';
import { startResponsesUpstream } from '../fixtures/responses-upstream.ts';
import { writeRouterYaml } from '../fixtures/router-yaml.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { startServing } from '../fixtures/serving.ts';
import { signalbox } from '../fixtures/signalbox-command.ts';
import { noteRememberedKeys, startSilentKeychain } from '../fixtures/silent-keychain.ts';
import { waitFor } from '../fixtures/wait-for.ts';

test('a key chain that never answers holds up neither the start nor the end, and is told', async () => {
  await using folders = createScratchFolders();
  await using bus = await startPrivateBus();
  await using keychain = await startSilentKeychain(bus.address);
  await using upstream = await startResponsesUpstream();
  writeRouterYaml(folders, { openaiUrl: upstream.baseUrl });
  noteRememberedKeys(folders, ['openai']);
  const env = { DBUS_SESSION_BUS_ADDRESS: bus.address };

  await using served = await startServing(folders, { env });
  expect(served.port).toBeGreaterThan(0);
  await waitFor('the key chain to be asked', () => (keychain.called().length > 0 ? true : undefined));
  await waitFor('the warning', () =>
    /remembered keys are missing/.test(served.stderr()) ? true : undefined,
  );
  const listed = await signalbox(folders, ['keys', 'list'], { env });
  expect(listed.stdout).toMatch(/openai .* remembered, but not given out/);
  expect(listed.stdout).toMatch(/has not answered yet.*\n.*unlock it, or paste the keys again/);
  expect((await signalbox(folders, ['status'], { env })).stdout).toContain('has not answered yet');

  const family = familyOf(served.pid, folders.root);
  expect(family.filter(({ pid }) => commandLineOf(pid).includes('keychain.js'))).toHaveLength(1);
  expect(await served.end('SIGTERM')).toBe(0);
  await waitFor('its processes to go', () => (family.some(isRunning) ? undefined : true));
});

test('a key typed in place of the remembered one is used, and nothing is missing then', async () => {
  await using folders = createScratchFolders();
  await using bus = await startPrivateBus();
  await using _keychain = await startSilentKeychain(bus.address);
  writeRouterYaml(folders, { openaiUrl: 'http://127.0.0.1:9/v1' });
  noteRememberedKeys(folders, ['openai']);
  const env = { DBUS_SESSION_BUS_ADDRESS: bus.address };
  await using served = await startServing(folders, { env });
  await waitFor('the warning', () =>
    /remembered keys are missing/.test(served.stderr()) ? true : undefined,
  );
  // The box that remembers is not ticked: the older key has to go from a key chain that does not answer.
  const typing = signalbox(folders, ['keys', 'set', 'openai'], { env, input: 'sk-of-a-person-123\n' });
  await expect
    .poll(async () => (await signalbox(folders, ['keys', 'list'], { env })).stdout)
    .toMatch(/openai .*typed/);
  expect((await signalbox(folders, ['status'], { env })).stdout).not.toContain('has not answered');
  expect(await served.end('SIGTERM')).toBe(0);
  // Whoever waited for that is told that Signalbox is gone.
  expect(await typing).toMatchObject({ exitCode: 3 });
});

test('a key that no key chain takes is kept in memory, and that is said', async () => {
  await using folders = createScratchFolders();
  writeRouterYaml(folders, { openaiUrl: 'http://127.0.0.1:9/v1' });
  // As on a server without a desktop.
  const env = { DBUS_SESSION_BUS_ADDRESS: `unix:path=${folders.tmp}/no-bus` };
  await using _served = await startServing(folders, { env });
  const saved = await signalbox(folders, ['keys', 'set', 'openai', '--remember'], {
    env,
    input: 'sk-of-a-person-123\n',
  });
  expect(saved.exitCode).toBe(1);
  expect(saved.stderr).toContain('The key is kept in memory until Signalbox quits.');
  const { stdout } = await signalbox(folders, ['keys', 'list'], { env });
  expect(stdout).toMatch(/^openai .*typed/m);
});

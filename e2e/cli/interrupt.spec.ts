import { dirname } from 'node:path';
import { expect, test } from '@playwright/test';
import { descendantsOf, isRunning, type ProcessEntry } from '../fixtures/process-tree.ts';
import { realCodex } from '../fixtures/real-codex.ts';
import { startResponsesUpstream } from '../fixtures/responses-upstream.ts';
import { writeRouterYaml } from '../fixtures/router-yaml.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { startServing } from '../fixtures/serving.ts';
import { jsonOf, signalbox } from '../fixtures/signalbox-command.ts';
import { waitFor } from '../fixtures/wait-for.ts';

test.skip(process.platform !== 'linux', 'Ctrl-C is a signal here, and /proc shows the children');

test('Ctrl-C in the middle of run ends Codex, tries nobody else and leaves routing as it was', async () => {
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  upstream.otherwise(() => ({ kind: 'text', text: 'Half of it', pace: { stallAfter: 2 } }));
  writeRouterYaml(folders, { openaiUrl: upstream.baseUrl });
  const codex = await realCodex();
  const env = { SIGNALBOX_CODEX: codex, PATH: `${dirname(codex)}:${process.env.PATH ?? ''}` };
  await using serving = await startServing(folders, {
    env: {
      ...env,
      OPENAI_API_KEY: 'sk-of-the-test-0123456789',
    },
  });
  let children: readonly ProcessEntry[] = [];
  const stopped = await signalbox(
    folders,
    ['run', '--codex-arg=--skip-git-repo-check', 'Fix the typo in README.md'],
    {
      env,
      onStart: pid =>
        void waitFor('the turn at the provider', () => upstream.responses()[0], { timeoutMs: 45_000 }).then(
          () => {
            children = descendantsOf(pid);
            process.kill(pid, 'SIGINT');
          },
        ),
    },
  );
  expect(stopped.exitCode, stopped.stderr).toBe(130);
  expect(stopped.stderr).toMatch(/Stopped\.\n$/);
  expect(stopped.stderr).not.toContain('next:');
  expect(children.length).toBeGreaterThan(0);
  await waitFor('the end of Codex', () => (children.some(isRunning) ? undefined : true));
  await waitFor('the end of the call', () => upstream.responses()[0]?.isAborted() || undefined);
  const status = jsonOf(await signalbox(folders, ['status', '--json'], { env }));
  expect(status).toMatchObject({ routing: { phase: 'ready', port: serving.port, inFlight: 0 } });
});

import { type ElectronApplication, expect, test } from '@playwright/test';
import { launchApp } from '../fixtures/launch-app.ts';
import { portIsOpen } from '../fixtures/port-is-open.ts';
import { startResponsesUpstream } from '../fixtures/responses-upstream.ts';
import { writeRouterYaml } from '../fixtures/router-yaml.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { startTrayHost } from '../fixtures/tray-host.ts';
import { startRouting, stateLine } from '../fixtures/tray-routing.ts';
import { openWaitingCodex } from '../fixtures/waiting-codex.ts';

/** Answers the next native question with the button of that label; a person's click cannot be sent to it. */
function answerNext(app: ElectronApplication, label: string): Promise<void> {
  return app.evaluate(({ dialog }, button) => {
    const answer = async (options: { buttons: string[] }) => {
      Reflect.set(globalThis, 'lastQuestion', options);
      return { response: options.buttons.indexOf(button), checkboxChecked: false };
    };
    Reflect.set(dialog, 'showMessageBox', answer);
  }, label);
}

/** What was asked since the last look. */
function takeQuestion(app: ElectronApplication): Promise<unknown> {
  return app.evaluate(() => {
    const question = Reflect.get(globalThis, 'lastQuestion');
    Reflect.deleteProperty(globalThis, 'lastQuestion');
    return question ?? null;
  });
}

test('Stop in the tray asks while a routed Codex is open, and does what is answered', async () => {
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  await using panel = await startTrayHost();
  writeRouterYaml(folders, { openaiUrl: upstream.baseUrl });
  await using app = await launchApp({ folders, env: { ...panel.env, OPENAI_API_KEY: 'sk-of-a-person' } });
  const item = await panel.waitForItem({ pid: app.pid });
  const port = await startRouting(item);
  const question = {
    message: 'Stop routing',
    detail: expect.stringContaining('A routed Codex is open'),
    buttons: ['Stop anyway', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
  };
  {
    await using codex = await openWaitingCodex(folders);
    await answerNext(app.electronApp, 'Cancel');
    await item.click('Stop routing');
    await expect.poll(() => takeQuestion(app.electronApp)).toMatchObject(question);
    // Routing has gone on for it.
    expect(await codex.say('Hello.')).toEqual({ exitCode: 0, stdout: 'OK.\n' });
    expect(await portIsOpen(port)).toBe(true);
  }
  {
    await using _codex = await openWaitingCodex(folders);
    await answerNext(app.electronApp, 'Stop anyway');
    await item.click('Stop routing');
    await expect.poll(() => takeQuestion(app.electronApp)).toMatchObject(question);
    await expect.poll(() => stateLine(item)).toBe('Routing is stopped');
    expect(await portIsOpen(port)).toBe(false);
  }
  await startRouting(item);
  await item.click('Stop routing');
  await expect.poll(() => stateLine(item)).toBe('Routing is stopped');
  expect(await takeQuestion(app.electronApp)).toBeNull();
});

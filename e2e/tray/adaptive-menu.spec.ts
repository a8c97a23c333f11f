import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { parse } from 'yaml';
import { z } from 'zod';
import { launchApp } from '../fixtures/launch-app.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { signalbox } from '../fixtures/signalbox-command.ts';
import { startTrayHost, type TrayItem } from '../fixtures/tray-host.ts';

const TITLE = 'Adaptive routing';
const policySchema = z.object({
  adaptive_router: z.object({ enabled: z.boolean(), shadow_mode: z.boolean(), rollout: z.string() }),
});
const statusSchema = z.object({ adaptive: z.object({ enabled: z.boolean(), rollout: z.string() }) });

/** What the submenu has ticked: one stage, never two. */
async function tickedStages(item: TrayItem): Promise<readonly string[]> {
  const submenu = (await item.menu()).find(entry => entry.label === TITLE);
  return (submenu?.children ?? []).filter(entry => entry.isTicked).map(entry => entry.label);
}

test('a stage chosen in the tray is in the policy, in force and the one that is ticked', async () => {
  await using folders = createScratchFolders();
  await using panel = await startTrayHost();
  await using app = await launchApp({ folders, env: panel.env });
  const item = await panel.waitForItem({ pid: app.pid });
  const policy = () =>
    policySchema.parse(parse(readFileSync(join(folders.signalboxHome, 'codex-routing-policy.yaml'), 'utf8')))
      .adaptive_router;
  const inForce = async () => {
    const { stdout } = await signalbox(folders, ['status', '--json']);
    return statusSchema.parse(JSON.parse(stdout)).adaptive;
  };
  expect(await tickedStages(item)).toEqual(['Off']);

  await item.click(TITLE, /^Canary/);
  await expect.poll(() => tickedStages(item)).toEqual(['Canary: some conversations']);
  expect(policy()).toMatchObject({ enabled: true, shadow_mode: false, rollout: 'canary' });
  expect(await inForce()).toMatchObject({ enabled: true, rollout: 'canary' });

  await item.click(TITLE, /^Shadow/);
  await expect.poll(() => tickedStages(item)).toEqual(['Shadow: only look on']);
  expect(policy()).toMatchObject({ enabled: true, shadow_mode: true, rollout: 'shadow' });
  expect(await inForce()).toMatchObject({ enabled: true, rollout: 'shadow' });

  await item.click(TITLE, 'Off');
  await expect.poll(() => tickedStages(item)).toEqual(['Off']);
  expect(policy().enabled).toBe(false);
  expect((await inForce()).enabled).toBe(false);
});

import { expect, test } from '@playwright/test';
import { startResponsesUpstream } from '../fixtures/responses-upstream.ts';
import { writeRouterYaml } from '../fixtures/router-yaml.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { startServing } from '../fixtures/serving.ts';
import { openPage } from '../renderer/open-page.ts';

test('the real program speaks French: its checks, and mistakes in the settings', async ({ browser }) => {
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  writeRouterYaml(folders, { openaiUrl: upstream.baseUrl });
  await using served = await startServing(folders);
  await using opened = await openPage(browser, served.dashboard, { locale: 'fr-FR' });
  const { page, complaints } = opened;

  await page.getByRole('link', { name: 'Diagnostic' }).click();
  await page.getByRole('button', { name: 'Lancer les contrôles' }).click();
  await expect(page.getByText(/^Signalbox répond sur le port \d+\.$/)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('heading', { name: 'Espace disque' })).toBeVisible();
  await expect(page.getByText(/^Il reste \d+(,\d)? [GM]o dans /)).toBeVisible();
  await expect(page.locator('main [lang="en"]')).toHaveCount(0);

  await page.getByRole('link', { name: 'Réglages' }).click();
  await page.getByRole('button', { name: 'Politique en YAML' }).click();
  const editor = page.getByRole('textbox', { name: /^Texte de / });
  await editor.fill('budgets: {day_usd: -1}\nopen_models_onyl: true\nlocal_only_folders: [here]\n');
  await page.getByRole('button', { name: 'Enregistrer et appliquer' }).click();
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('budgets.day_usd doit être au moins 0, et non -1');
  await expect(alert).toContainText('ce n’est pas un dossier écrit en entier');
  await expect(alert).toContainText('Vouliez-vous dire open_models_only ?');
  await expect(page.locator('main [lang="en"]')).toHaveCount(0);
  expect(complaints).toEqual([]);
});

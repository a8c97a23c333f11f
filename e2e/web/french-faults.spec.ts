import { appendFileSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { keyForm } from '../fixtures/app-windows.ts';
import { seedCodexHome } from '../fixtures/codex-home.ts';
import { realCodex } from '../fixtures/real-codex.ts';
import { startResponsesUpstream } from '../fixtures/responses-upstream.ts';
import { writeRouterYaml } from '../fixtures/router-yaml.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { startServing } from '../fixtures/serving.ts';
import { localKeyFile } from '../fixtures/tray-routing.ts';
import { openPage } from '../renderer/open-page.ts';

const FRENCH = { locale: 'fr-FR' } as const;
const messages = (page: Page) => page.getByRole('region', { name: 'Messages' });

test('faults of the real program are told in French: key, port, settings, budget, and a program that is gone', async ({
  browser,
}) => {
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  upstream.elsewhere(() => ({ status: 401, body: { error: { message: 'no' } } }));
  writeRouterYaml(folders, { openaiUrl: upstream.baseUrl });
  await using served = await startServing(folders, { env: { OPENAI_API_KEY: 'sk-refused' } });
  await using opened = await openPage(browser, served.dashboard, FRENCH);
  const { page } = opened;

  const ask = async (): Promise<number> => {
    const answer = await fetch(`http://127.0.0.1:${served.port}/v1/responses`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${readFileSync(localKeyFile(folders), 'utf8')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ model: 'codex-default', input: 'Speak.' }),
    });
    await answer.arrayBuffer();
    return answer.status;
  };
  expect(await ask()).toBe(200);
  await page.locator('a[href="#/keys"]').press('Enter');
  await keyForm(page, 'OpenAI').getByRole('button', { name: 'Vérifier la clé OpenAI' }).press('Enter');
  await expect(keyForm(page, 'OpenAI').getByText('OpenAI a refusé la clé (HTTP 401).')).toBeVisible();

  await page.locator('a[href="#/settings"]').press('Enter');
  await page.getByRole('button', { name: 'Politique en YAML' }).press('Enter');
  const editor = page.getByRole('textbox', { name: /^Texte de / });
  await editor.fill('budgets:\n  day_usd: [0.5\n');
  await page.getByRole('button', { name: 'Enregistrer et appliquer' }).press('Enter');
  await expect(page.locator('main').getByRole('alert')).toContainText('Aller à la ligne 3, colonne 1');
  await editor.fill('budgets: {day_usd: 0.000001}\n');
  await page.getByRole('button', { name: 'Enregistrer et appliquer' }).press('Enter');
  await expect(page.getByText('Appliqué.')).toBeVisible();

  expect(await ask()).toBe(400);
  await page.locator('a[href="#/now"]').press('Enter');
  await expect(page.getByText('Le budget du jour est atteint.')).toBeVisible();
  await expect(
    page.getByText('codex-default → personne : aucun candidat n’est utilisable ; budget atteint'),
  ).toBeVisible();

  await page.getByRole('button', { name: 'Arrêter le routage' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Démarrer le routage' })).toBeVisible();

  await served.end();
  await expect(page.getByText('La liaison avec Signalbox est perdue.')).toBeVisible();
  await page.getByRole('button', { name: 'Démarrer le routage' }).press('Enter');
  await expect(page.getByText('Signalbox ne répond pas.')).toBeVisible();
});

test('a restore over the edits of someone else says in French what it left', async ({ browser }) => {
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  writeRouterYaml(folders, { openaiUrl: upstream.baseUrl });
  seedCodexHome(folders);
  const config = join(folders.codexHome, 'config.toml');
  const original = readFileSync(config, 'utf8');
  const path = `${dirname(await realCodex())}:${process.env.PATH ?? ''}`;
  await using served = await startServing(folders, { env: { OPENAI_API_KEY: 'sk-mine', PATH: path } });
  await using opened = await openPage(browser, served.dashboard, FRENCH);
  const { page, complaints } = opened;
  const now = () => readFileSync(config, 'utf8');
  await page.locator('a[href="#/codex"]').press('Enter');
  await page.getByRole('button', { name: 'Router aussi' }).press('Enter');
  await expect(page.getByText('En place', { exact: true })).toBeVisible();
  expect(now()).not.toBe(original);

  const restore = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Restaurer' }).first().press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Restaurer' }).press('Enter');
  };
  await restore();
  await expect.poll(now).toBe(original);
  await expect(messages(page)).toContainText('est de nouveau ce qu’il était, à l’octet près.');
  await page.getByRole('button', { name: 'Annuler', exact: true }).press('Enter');
  await expect(page.getByText('En place', { exact: true })).toBeVisible();
  expect(now()).not.toBe(original);
  appendFileSync(config, '\n# ajouté entre-temps\n');
  await restore();
  await expect.poll(now).toBe(`${original}\n# ajouté entre-temps\n`);
  await expect(messages(page)).toContainText('entre-temps');
  await expect(page.locator('[lang="en"]:not(option)')).toHaveCount(0);
  expect(complaints).toEqual([]);
});

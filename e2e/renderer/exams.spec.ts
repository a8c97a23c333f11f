import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { test } from './harness-test.ts';
import { openPage } from './open-page.ts';

test('each deployment shows what its exam found, and whether that still holds', async ({
  browser,
  harness,
}) => {
  await using opened = await openPage(browser, `${harness.url}?state=running#/dispatch`);
  const { page, complaints } = opened;
  const rows = page.getByRole('list', { name: 'Deployments and their exams' }).locator('> li');
  await expect(rows).toHaveCount(4);
  const flawed = rows.filter({ hasText: 'codex-qwen-local' });
  await expect(flawed).toContainText('1 failed');
  await expect(flawed).toContainText('2 not offered');
  await expect(flawed).toContainText('9 passed');
  await expect(flawed).toContainText('Examined 1 Mar 2026');
  await expect(rows.filter({ hasText: 'gpt-5.1-codex' })).toContainText('Not examined');
  await expect(page.getByText('Changed since')).toHaveCount(1);
  await expect(rows.filter({ hasText: 'claude-sonnet-direct' })).toContainText('Changed since');

  const checks = flawed.locator('summary');
  await expect(checks).toHaveAccessibleName(
    'The checks of codex-qwen-local, 1 failed, 2 not offered, 9 passed',
  );
  await checks.press('Enter');
  const first = flawed.locator('details li').first();
  await expect(first).toContainText('Failed');
  await expect(first).toContainText('A picture in a tool result');
  await expect(first).toContainText('did not name its colour');
  await expect(flawed.locator('details li')).toHaveCount(12);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  expect(complaints).toEqual([]);
});

test('an exam is begun, followed and cancelled by keyboard, one at a time', async ({ browser, harness }) => {
  await using opened = await openPage(browser, `${harness.url}?state=running#/dispatch`, {
    locale: 'fr-FR',
  });
  const { page } = opened;
  await page.getByRole('button', { name: 'Examiner gpt-5.1-codex' }).press('Enter');
  const bar = page.getByRole('progressbar', { name: 'Contrôle 3 sur 12 : Appels parallèles' });
  await expect(bar).toBeVisible();
  await expect(page.getByRole('button', { name: 'Réexaminer codex-qwen-local' })).toBeDisabled();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole('button', { name: 'Annuler l’examen de gpt-5.1-codex' }).press('Enter');
  await expect(bar).toBeHidden();
  await expect(page.getByRole('button', { name: 'Examiner gpt-5.1-codex' })).toBeEnabled();
});

import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { AppSnapshot } from '../../src-main/contract/snapshot.ts';
import { test } from './harness-test.ts';
import { openPage } from './open-page.ts';

const REASON = 'Typical TTFT of the last 18 adaptive requests was 1400 ms, of the others 900 ms.';

type Pushes = { push(change: (now: AppSnapshot) => AppSnapshot): void };

/** The program rolls back: from here on the page is told so with every snapshot. */
const rollBack = (page: Page, reason: string): Promise<void> =>
  page.evaluate(why => {
    const { fakePreload } = window as unknown as { fakePreload: Pushes };
    fakePreload.push(now =>
      now.adaptive === undefined
        ? now
        : {
            ...now,
            adaptive: {
              ...now.adaptive,
              rollout: 'shadow',
              rolled_back: { at_ms: now.nowMs - 60_000, from: 'canary', reason: why },
            },
          },
    );
  }, reason);

const openModel = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Health model' }).click();
  await page.getByRole('heading', { name: 'Promotion gate' }).waitFor();
};

test('a roll-back says from where, when and why, until a person moves the stage again', async ({
  browser,
  harness,
}) => {
  await using opened = await openPage(browser, `${harness.url}?state=running#/decisions`);
  const { page, complaints } = opened;
  await openModel(page);
  const heading = page.getByText(/^Rolled back from \w+ at /);
  await expect(heading).toHaveCount(0);

  await rollBack(page, REASON);
  await expect(heading).toHaveText(/^Rolled back from Canary at 3 Mar 2026, 14:04:00/);
  await expect(page.getByText(REASON)).toBeVisible();
  await expect(page.getByText(/It stays in shadow, over a restart too/)).toBeVisible();
  await expect(page.getByText('Stage: Shadow')).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  await page.getByRole('button', { name: 'Move to Canary' }).press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Move to Canary' }).press('Enter');
  await expect(page.getByText(/^Stage: Canary \(/)).toBeVisible();
  await expect(heading).toHaveCount(0);
  await expect(page.getByText(REASON)).toHaveCount(0);
  expect(complaints).toEqual([]);
});

test('in French too, and a reason is text whatever it holds', async ({ browser, harness }) => {
  await using opened = await openPage(browser, `${harness.url}?state=running#/decisions`, {
    locale: 'fr-FR',
  });
  const { page, complaints } = opened;
  await page.getByRole('button', { name: 'Modèle de santé' }).click();
  await page
    .getByRole('button', { name: /^Passer / })
    .first()
    .waitFor();
  await rollBack(page, '<img src=x onerror="document.title=1"> est lent.');
  await expect(page.getByText(/^Revenu de Canari/)).toBeVisible();
  await expect(page.getByText('<img src=x onerror="document.title=1"> est lent.')).toBeVisible();
  expect(complaints).toEqual([]);
});

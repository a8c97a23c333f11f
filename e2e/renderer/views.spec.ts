import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { VIEWS, type View } from '../../src-renderer/state/route.ts';
import { test } from './harness-test.ts';
import { openPage } from './open-page.ts';

const LOOKS = [
  { state: 'first', colorScheme: 'dark', width: 640 },
  { state: 'running', colorScheme: 'light', width: 1280 },
  { state: 'running', colorScheme: 'dark', width: 640 },
  { state: 'failed', colorScheme: 'dark', width: 2560 },
  { state: 'hostile', colorScheme: 'light', width: 640 },
] as const;

/** Shows a view by its address, as a click on its link does. */
const visit = async (page: Page, view: View): Promise<void> => {
  await page.evaluate(name => {
    location.hash = `#/${name}`;
  }, view);
  await expect(page.locator(`a[href="#/${view}"][aria-current="page"]`)).toBeVisible();
};

for (const { state, colorScheme, width } of LOOKS)
  test(`every view of “${state}” is accessible and quiet: ${colorScheme}, ${width} px`, async ({
    browser,
    harness,
  }) => {
    test.slow(); // eight audits of a whole page
    await using opened = await openPage(browser, `${harness.url}?state=${state}#/now`, {
      colorScheme,
      viewport: { width, height: 800 },
    });
    const { page, complaints } = opened;
    for (const view of VIEWS) {
      await visit(page, view);
      if (view === 'doctor') await page.getByRole('button', { name: 'Run the checks' }).click();
      if (view === 'decisions' && state === 'running') {
        await page
          .getByRole('button', { name: /^Details of request/ })
          .first()
          .click();
        await page.getByRole('heading', { name: 'Candidates' }).waitFor();
      }
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${view}: ${id} ${nodes[0]?.html.slice(0, 200)}`)).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `${view} scrolls sideways`).toBeLessThanOrEqual(0);
      expect(complaints, view).toEqual([]);
    }
  });

test('the health model and the settings editors are accessible', async ({ browser, harness }) => {
  await using opened = await openPage(browser, `${harness.url}?state=running#/decisions`);
  const { page, complaints } = opened;
  await page.getByRole('button', { name: 'Health model' }).click();
  await page.getByRole('heading', { name: 'Promotion gate' }).waitFor();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Policy as YAML' }).click();
  await page.getByRole('textbox', { name: /codex-routing-policy/ }).waitFor();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  expect(complaints).toEqual([]);
});

test('a person’s data shows as text, whatever it contains', async ({ browser, harness }) => {
  await using opened = await openPage(browser, `${harness.url}?state=hostile#/decisions`);
  const { page, complaints } = opened;
  await page
    .getByRole('button', { name: /^Details of request/ })
    .first()
    .click();
  await expect(page.getByText('<img src=x onerror=').first()).toBeVisible();
  for (const view of VIEWS) {
    await visit(page, view);
    if (view === 'doctor') await page.getByRole('button', { name: 'Run the checks' }).click();
    if (view === 'decisions') await page.getByRole('button', { name: 'Health model' }).click();
    if (!['keys', 'settings'].includes(view))
      await expect(page.locator('main').getByText('<img src=x onerror=').first(), view).toBeVisible();
    expect(await page.locator('main img, main script, main b').count(), view).toBe(0);
    expect(await page.title()).not.toContain('owned');
    expect(await page.locator('main').innerText(), view).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  }
  expect(complaints).toEqual([]);
});

test('with the colours of the system and without motion, states keep their shapes and words', async ({
  browser,
  harness,
}) => {
  await using opened = await openPage(browser, `${harness.url}?state=running#/dispatch`, {
    forcedColors: 'active',
    reducedMotion: 'reduce',
  });
  const { page, complaints } = opened;
  for (const view of VIEWS) {
    await visit(page, view);
    expect(await page.evaluate(() => document.getAnimations().length), view).toBe(0);
  }
  await visit(page, 'dispatch');
  const cooling = page.getByText('Cooling down');
  // The colours are the system's, so what tells the state are its border, its shape and its word.
  expect(await cooling.evaluate(badge => getComputedStyle(badge).borderTopWidth)).toBe('1px');
  await expect(cooling.locator('svg')).toBeVisible();
  expect(complaints).toEqual([]);
});

test('French is complete on every view', async ({ browser, harness }) => {
  for (const view of VIEWS) {
    await using opened = await openPage(browser, `${harness.url}?state=running#/${view}`, {
      locale: 'fr-FR',
    });
    const text = await opened.page.locator('body').innerText();
    // A text that is missing shows its key.
    expect(text).not.toMatch(/\b(shell|guide|now|figures|dispatch|adaptive|history|settings|doctor)\.[a-z]+/);
    expect(await opened.page.locator('html').getAttribute('lang')).toBe('fr');
    expect(opened.complaints).toEqual([]);
  }
});

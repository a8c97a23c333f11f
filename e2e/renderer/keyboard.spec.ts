import { expect, type Page } from '@playwright/test';
import { VIEWS } from '../../src-renderer/state/route.ts';
import { test } from './harness-test.ts';
import { openPage } from './open-page.ts';

interface Walk {
  /** Controls on the page that Tab never came to. */
  readonly missed: readonly string[];
  /** Controls that had the focus without showing it. */
  readonly unmarked: readonly string[];
  readonly visited: number;
}

/** Presses Tab from the top of the page until the focus comes round. */
const walkByTab = async (page: Page): Promise<Walk> => {
  const total = await page.evaluate(() => {
    const controls = [
      ...document.querySelectorAll<HTMLElement>(
        'a[href], button, input, select, textarea, summary, [role="button"]',
      ),
    ].filter(
      control => !control.matches(':disabled') && control.checkVisibility({ visibilityProperty: true }),
    );
    // Of a group of radio buttons Tab comes to one; the arrows do the rest.
    const stops = controls.filter(
      control => !(control.matches('[type="radio"]') && !control.matches(':checked')),
    );
    for (const stop of stops) stop.dataset.tabStop = '';
    (document.activeElement as HTMLElement | null)?.blur();
    return stops.length;
  });
  const unmarked = new Set<string>();
  let visited = 0;
  for (let presses = 0; presses < total + 40; presses += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      if (element === null || element === document.body) return null;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const isNew = element.dataset.tabStop === '';
      if (isNew) element.dataset.tabStop = 'seen';
      const isMarked = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0;
      return { isNew, isMarked, html: element.outerHTML.slice(0, 120) };
    });
    if (stop === null) continue;
    if (stop.isNew) visited += 1;
    if (!stop.isMarked) unmarked.add(stop.html);
    if (visited === total) break;
  }
  const missed = await page
    .locator('[data-tab-stop=""]')
    .evaluateAll(elements => elements.map(element => element.outerHTML.slice(0, 120)));
  return { missed, unmarked: [...unmarked], visited };
};

for (const view of VIEWS)
  test(`Tab comes to every control of “${view}”, and the focus is seen`, async ({ browser, harness }) => {
    await using opened = await openPage(browser, `${harness.url}?state=running#/${view}`);
    const { page, complaints } = opened;
    // A control that is no element of its kind would need keys of its own.
    expect(await page.locator('[role="button"]:not(button)').count()).toBe(0);
    const walk = await walkByTab(page);
    expect(walk.missed).toEqual([]);
    expect(walk.unmarked).toEqual([]);
    expect(walk.visited).toBeGreaterThanOrEqual(VIEWS.length);
    expect(complaints).toEqual([]);
  });

test('a way to start Codex is chosen with the arrows, and a tab with Space', async ({ browser, harness }) => {
  await using opened = await openPage(browser, `${harness.url}?state=running#/codex`);
  const { page } = opened;
  await page
    .getByRole('radio', { name: /^Routed\b/ })
    .first()
    .focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: /^Local only/ })).toBeChecked();
  await page.getByRole('link', { name: 'Decisions', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Health model' }).focus();
  await page.keyboard.press('Space');
  await expect(page.getByRole('heading', { name: 'Promotion gate' })).toBeVisible();
});

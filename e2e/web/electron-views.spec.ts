import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { VIEWS } from '../../src-renderer/state/route.ts';
import { windowOf } from '../fixtures/app-windows.ts';
import { launchApp } from '../fixtures/launch-app.ts';

test('every view in a window of the real app is accessible and quiet', async () => {
  test.slow(); // eight audits of a whole page
  // Without a tray host the app shows its dashboard by itself.
  await using app = await launchApp();
  const page = await windowOf(app, 'dashboard');
  const complaints: string[] = [];
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', error => complaints.push(error.message));
  page.on('request', request => {
    if (/^(?:https?|wss?):/.test(request.url())) complaints.push(`request to ${request.url()}`);
  });
  await page.reload();
  for (const view of VIEWS) {
    await page.locator(`a[href="#/${view}"]`).click();
    await expect(page.locator(`a[href="#/${view}"][aria-current="page"]`)).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    expect(violations.map(({ id, nodes }) => `${view}: ${id} ${nodes[0]?.html.slice(0, 200)}`)).toEqual([]);
    expect(complaints, view).toEqual([]);
  }
  const policy = await page.evaluate(
    () =>
      new Promise<string>(resolve => {
        document.addEventListener('securitypolicyviolation', event => resolve(event.effectiveDirective), {
          once: true,
        });
        document.body.append(
          Object.assign(document.createElement('script'), { textContent: 'window.owned = 1' }),
        );
      }),
  );
  expect(policy).toContain('script-src');
});

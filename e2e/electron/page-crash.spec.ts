import { expect, test } from '@playwright/test';
import { windowOf } from '../fixtures/app-windows.ts';
import { type LaunchedApp, launchApp } from '../fixtures/launch-app.ts';

/** What the one window shows as its title, asked in the main process: the crashed page is lost to the test. */
function titleShown(app: LaunchedApp): Promise<string | undefined> {
  return app.electronApp.evaluate(async ({ webContents }) => {
    const [page] = webContents.getAllWebContents();
    if (page === undefined || page.isCrashed() || page.isLoading()) return undefined;
    // A question to a page that ends meanwhile is never answered.
    return await Promise.race([
      page.executeJavaScript('document.querySelector("h1")?.textContent'),
      new Promise<undefined>(resolve => setTimeout(resolve, 1000, undefined)),
    ]);
  });
}

const crash = (app: LaunchedApp) =>
  app.electronApp.evaluate(({ webContents }) =>
    webContents.getAllWebContents()[0]?.forcefullyCrashRenderer(),
  );

test('a page whose process ends is loaded anew; one that ends again at once is closed, and the app runs on', async () => {
  await using app = await launchApp();
  const dashboard = await windowOf(app, 'dashboard');
  await expect(dashboard.getByRole('heading', { level: 1, name: 'Now' })).toBeVisible();
  await crash(app);
  await expect.poll(() => titleShown(app)).toBe('Now');
  await crash(app);
  await expect
    .poll(() => app.electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length))
    .toBe(0);
  expect(app.electronApp.process().exitCode).toBeNull();
});

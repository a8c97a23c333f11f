import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { test } from './harness-test.ts';
import { openPage } from './open-page.ts';

const callsOf = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => [...(window as unknown as { fakePreload: { calls: string[] } }).fakePreload.calls]);

test('everything is undone only after the question, and the list of what is ours is then empty', async ({
  browser,
  harness,
}) => {
  await using opened = await openPage(browser, `${harness.url}?state=running#/codex`);
  const { page, complaints } = opened;
  const ask = page.getByRole('button', { name: 'Undo everything…' });
  await ask.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toContainText('Take everything of Signalbox out of Codex?');
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  expect((await callsOf(page)).filter(call => call.startsWith('codex.undoEverything'))).toEqual([]);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Undo, move my settings' }).press('Enter');
  await expect(page.getByText('No file of Codex holds anything of Signalbox.')).toBeVisible();
  expect(await callsOf(page)).toContain('codex.undoEverything {"leftovers":"move"}');
  expect(complaints).toEqual([]);
});

test('stopping with the last Codex and starting at login are ticked by keyboard', async ({
  browser,
  harness,
}) => {
  await using opened = await openPage(browser, `${harness.url}?state=running#/codex`);
  const { page } = opened;
  const stop = page.getByRole('checkbox', { name: 'Stop routing when the last Codex closes' });
  await expect(stop).not.toBeChecked();
  await stop.press('Space');
  await expect(stop).toBeChecked();
  await expect(stop).toBeFocused();
  expect(await callsOf(page)).toContain('codex.choose {"stopWithLastCodex":true}');
  await page.getByRole('link', { name: 'Settings' }).press('Enter');
  const login = page.getByRole('checkbox', { name: 'Start at login' });
  await login.press('Space');
  await expect(login).toBeChecked();
  expect(await callsOf(page)).toContain('app.setStartAtLogin {"isOn":true}');
});

test('notifications are silenced in Settings', async ({ browser, harness }) => {
  await using opened = await openPage(browser, `${harness.url}?state=running#/settings`);
  const { page } = opened;
  const quiet = page.getByLabel('Show no notifications').last();
  await expect(quiet).toHaveValue('false');
  await quiet.selectOption('true');
  await page.getByRole('button', { name: 'Apply Show no notifications' }).press('Enter');
  await expect(page.getByLabel('Show no notifications').last()).toHaveValue('true');
  expect((await callsOf(page)).at(-2)).toContain('"path":["notifications","quiet"],"value":true');
});

test('Codex is called routed once a request of it came, and not because a file was written', async ({
  browser,
  harness,
}) => {
  await using heard = await openPage(browser, `${harness.url}?state=running#/codex`);
  await expect(heard.page.getByText('Sessions started with this profile are routed.')).toBeVisible();
  await expect(heard.page.getByText('Last request of Codex')).toBeVisible();
  await using silent = await openPage(browser, `${harness.url}?state=backing-off#/codex`);
  await expect(silent.page.getByText('No request of Codex has come yet.')).toBeVisible();
  await expect(silent.page.getByText('Last request of Codex')).toBeHidden();
});

test('why plain Codex is not routed is said in words, with what to do', async ({ browser, harness }) => {
  await using opened = await openPage(browser, `${harness.url}?state=backing-off#/codex`);
  const { page } = opened;
  await expect(
    page.getByText('config.toml uses model_provider in a way that leaves no place for ours'),
  ).toBeVisible();
  await expect(page.getByText('Use Launch, which needs no change of this file')).toBeVisible();
  await expect(page.getByText('Not routed yet')).toBeVisible();
});

test('a key is forgotten only when the person says so twice', async ({ browser, harness }) => {
  await using opened = await openPage(browser, `${harness.url}?state=first#/keys`);
  const { page, complaints } = opened;
  await page.getByLabel('Key for OpenAI', { exact: true }).fill('sk-to-be-forgotten');
  await page.getByRole('button', { name: 'Save the OpenAI key' }).click();
  const form = page.getByRole('form', { name: 'OpenAI' });
  const forget = page.getByRole('button', { name: 'Forget the OpenAI key' });
  await forget.press('Enter');
  await expect(page.getByRole('dialog')).toContainText('Forget the key for OpenAI?');
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(form.getByText('Present')).toBeVisible();
  await forget.press('Enter');
  await page.getByRole('button', { name: 'Forget it' }).press('Enter');
  await expect(page.getByText('Key for OpenAI forgotten.')).toBeVisible();
  await expect(form.getByText('No key')).toBeVisible();
  // The browser's own Ctrl+Z stays the field's; outside of one it takes back what was just done.
  await page.getByLabel('Key for OpenAI', { exact: true }).press('Control+z');
  await expect(form.getByText('No key')).toBeVisible();
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Control+z');
  await expect(form.getByText('Present')).toBeVisible();
  await expect(page.getByText('Brought back.')).toBeVisible();
  expect(await callsOf(page)).toContain('keys.forget {"provider":"openai","canUndo":true}');
  expect(complaints).toEqual([]);
});

test('other weights are taken back with one button', async ({ browser, harness }) => {
  await using opened = await openPage(browser, `${harness.url}?state=running#/dispatch`);
  const { page } = opened;
  const temperature = page.getByLabel('Temperature');
  const before = await temperature.inputValue();
  await temperature.fill('0.9');
  await page.getByRole('button', { name: 'Use these weights' }).press('Enter');
  await expect(page.getByText('Weights in use.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo', exact: true }).press('Enter');
  await expect(page.getByText('The former weights are in use again.')).toBeVisible();
  await expect(temperature).toHaveValue(before);
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`with more contrast asked for, text stands out seven to one: ${colorScheme}`, async ({
    browser,
    harness,
  }) => {
    await using opened = await openPage(browser, `${harness.url}?state=running#/dispatch`, {
      colorScheme,
      contrast: 'more',
    });
    const { page } = opened;
    const canvas = colorScheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(0, 0, 0)';
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe(
      canvas,
    );
    for (const view of ['dispatch', 'keys', 'settings']) {
      await page.locator(`a[href="#/${view}"]`).press('Enter');
      await expect(page.locator(`a[href="#/${view}"][aria-current="page"]`)).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).withRules(['color-contrast-enhanced']).analyze();
      expect(violations.flatMap(({ nodes }) => nodes.map(({ html }) => html.slice(0, 160)))).toEqual([]);
    }
  });

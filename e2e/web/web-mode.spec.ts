import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { VIEWS } from '../../src-renderer/state/route.ts';
import { startResponsesUpstream } from '../fixtures/responses-upstream.ts';
import { writeRouterYaml } from '../fixtures/router-yaml.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { startServing } from '../fixtures/serving.ts';
import { signalbox } from '../fixtures/signalbox-command.ts';
import { openPage } from '../renderer/open-page.ts';

const KEY = 'sk-canary-of-web-mode-5d2f-not-a-key';
test('an address lets one browser in, once; a new one is a command away', async ({ browser }) => {
  await using folders = createScratchFolders();
  await using served = await startServing(folders);
  await using first = await openPage(browser, served.dashboard);
  expect(first.page.url()).toBe(`${new URL(served.dashboard).origin}/`);
  const [cookie] = await first.page.context().cookies();
  expect(cookie).toMatchObject({
    httpOnly: true,
    sameSite: 'Strict',
    path: '/',
    domain: '127.0.0.1',
    expires: -1,
  });
  expect(await first.page.evaluate(() => document.cookie)).toBe('');

  const stranger = await browser.newPage();
  const spent = await stranger.goto(served.dashboard);
  expect(spent?.status()).toBe(403);
  await expect(stranger.getByText('This address was used already')).toBeVisible();
  expect((await stranger.goto(new URL(served.dashboard).origin))?.status()).toBe(403);
  await expect(stranger.getByText('signalbox status --dashboard')).toBeVisible();

  const { stdout, exitCode } = await signalbox(folders, ['status', '--dashboard', '--json']);
  expect(exitCode).toBe(0);
  await stranger.goto(String(JSON.parse(stdout).dashboard));
  await expect(stranger.getByRole('heading', { level: 1, name: 'Now' })).toBeVisible();
  await stranger.close();
  // The first browser is still in: another invitation ends nobody's session.
  await first.page.reload();
  await expect(first.page.getByRole('heading', { level: 1, name: 'Now' })).toBeVisible();
});

test('other pages, other names and programs without the cookie are refused', async ({ browser }) => {
  await using folders = createScratchFolders();
  await using served = await startServing(folders);
  await using opened = await openPage(browser, served.dashboard);
  const [cookie] = await opened.page.context().cookies();
  const session = { cookie: `${cookie?.name}=${cookie?.value}` };
  const { origin } = new URL(served.dashboard);
  const call = (headers: Record<string, string>, path = '/api/call/keys.list'): Promise<number> =>
    opened.page
      .context()
      .request.post(`${origin}${path}`, { headers: { ...session, ...headers }, data: '' })
      .then(response => response.status());
  expect(await call({ origin })).toBe(200);
  expect(await call({ origin: 'http://127.0.0.1:1' })).toBe(403);
  expect(await call({ origin: 'null' })).toBe(403);
  expect(await call({ origin, 'sec-fetch-site': 'same-site' })).toBe(403);
  expect(await call({ 'sec-fetch-site': 'cross-site' })).toBe(403);
  expect(await call({})).toBe(403);
  expect(await call({ origin, cookie: 'signalbox_session=0' })).toBe(403);
  expect(await call({ origin, host: 'signalbox.example:8787' })).toBe(403);
  // What an SSH tunnel from another port of another machine looks like.
  expect(await call({ host: 'localhost:9000', origin: 'http://localhost:9000' })).toBe(200);
  expect(await call({ origin }, '/api/call/no.such')).toBeGreaterThanOrEqual(400);
  const page = await opened.page.context().request.get(`${origin}/`);
  expect(page.headers()['content-security-policy']).toContain("default-src 'none'");
  expect(page.headers()['content-security-policy']).not.toContain('unsafe');
  expect((await opened.page.context().request.get(`${origin}/..%2f..%2fmain%2fcli.js`)).status()).toBe(404);
});

test('a form on another site cannot reach the dashboard of a person who is in', async ({ browser }) => {
  await using folders = createScratchFolders();
  await using served = await startServing(folders);
  await using opened = await openPage(browser, served.dashboard);
  const context = opened.page.context();
  const evil = await context.newPage();
  await evil.route('http://evil.test/', route =>
    route.fulfill({
      contentType: 'text/html',
      body: `<form method="post" action="${new URL(served.dashboard).origin}/api/call/keys.forgetAll"><button>go</button></form>`,
    }),
  );
  await evil.goto('http://evil.test/');
  const answered = evil.waitForResponse(response =>
    response.url().startsWith(new URL(served.dashboard).origin),
  );
  await evil.getByRole('button').click();
  expect((await answered).status()).toBe(403);
  const framed = await context.newPage();
  await framed.route('http://evil.test/', route =>
    route.fulfill({
      contentType: 'text/html',
      body: `<iframe src="${new URL(served.dashboard).origin}/"></iframe>`,
    }),
  );
  await framed.goto('http://evil.test/');
  expect(await framed.frameLocator('iframe').getByRole('navigation').count()).toBe(0);
});

test('every view of the real program is accessible and quiet, and a key goes in and never comes out', async ({
  browser,
}) => {
  test.slow(); // eight audits of a whole page
  await using folders = createScratchFolders();
  await using upstream = await startResponsesUpstream();
  writeRouterYaml(folders, { openaiUrl: upstream.baseUrl });
  await using served = await startServing(folders);
  await using opened = await openPage(browser, served.dashboard);
  const { page, complaints } = opened;
  await expect(page.getByText('Running').first()).toBeVisible();
  for (const view of VIEWS) {
    await page.locator(`a[href="#/${view}"]`).click();
    await expect(page.locator(`a[href="#/${view}"][aria-current="page"]`)).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${view}: ${id} ${nodes[0]?.html.slice(0, 200)}`)).toEqual([]);
    expect(complaints, view).toEqual([]);
  }
  await page.locator('a[href="#/keys"]').click();
  const form = page.getByRole('form', { name: 'OpenAI', exact: true });
  await form.locator('input[type=password]').fill(KEY);
  await form.getByRole('button', { name: /^Save/ }).click();
  // Told by the program, over the event stream.
  await expect(form.getByText('typed here')).toBeVisible();
  expect(await form.locator('input[type=password]').inputValue()).toBe('');
  const told = await page.evaluate(async () => {
    const answers = ['snapshot.get', 'keys.list'].map(name => fetch(`/api/call/${name}`, { method: 'POST' }));
    return (await Promise.all((await Promise.all(answers)).map(answer => answer.text()))).join('');
  });
  expect(told).toContain('"source":"typed"');
  expect(told).not.toContain(KEY);
  expect(complaints).toEqual([]);
});

import { expect, type Page } from '@playwright/test';
import { FRENCH_SENTENCES } from '../../src-renderer/i18n/french-sentences.ts';
import { VIEWS } from '../../src-renderer/state/route.ts';
import { test } from './harness-test.ts';
import { openPage } from './open-page.ts';

const FRENCH = { locale: 'fr-FR' } as const;

/** Sentences whose English could not be anything but a sentence left over. */
const ENGLISH = FRENCH_SENTENCES.flatMap(Object.entries)
  .filter(([english, french]) => english !== french && english.split(' ').length > 3)
  .map(([english]) => english)
  .filter(english => !english.includes('{'));

/** What a person reads on the page as French: everything that is not marked as English. */
const readFrench = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const copy = document.body.cloneNode(true) as HTMLElement; // of an element comes an element
    for (const marked of copy.querySelectorAll('[lang="en"], script, style')) marked.remove();
    return copy.textContent;
  });

test('no view says a sentence of the program in English without marking it', async ({ browser, harness }) => {
  for (const state of ['running', 'failed', 'backing-off']) {
    await using opened = await openPage(browser, `${harness.url}?state=${state}#/now`, FRENCH);
    const { page } = opened;
    for (const view of VIEWS) {
      await page.evaluate(name => {
        location.hash = `#/${name}`;
      }, view);
      await expect(page.locator(`a[href="#/${view}"][aria-current="page"]`)).toBeVisible();
      const text = await readFrench(page);
      const left = ENGLISH.filter(sentence => text.includes(sentence));
      expect(left, `${state} ${view}`).toEqual([]);
      // The reason line as it was logged.
      expect(text, view).not.toMatch(/first candidate| -> /);
    }
  }
});

test('Doctor speaks French: titles, findings and remedies; commands stay', async ({ browser, harness }) => {
  await using opened = await openPage(browser, `${harness.url}?state=running#/doctor`, FRENCH);
  const { page } = opened;
  await page.getByRole('button', { name: 'Lancer les contrôles' }).click();
  const refused = page.getByRole('listitem').filter({ hasText: 'Clés des fournisseurs' });
  await expect(refused).toContainText('Refusée par le fournisseur : Anthropic.');
  await expect(refused).toContainText('signalbox keys set <provider>, avec une clé qui marche.');
  await expect(page.getByText('qwen2.5-coder:3b n’est pas encore là.')).toBeVisible();
  await expect(page.getByText('signalbox ollama pull')).toBeVisible();
  await expect(page.locator('main [lang="en"]')).toHaveCount(0);
});

test('faults speak French, with the words of others inside', async ({ browser, harness }) => {
  await using failed = await openPage(browser, `${harness.url}?state=failed#/now`, FRENCH);
  const alert = failed.page.getByRole('alert').filter({ hasText: '127.0.0.1:4000' });
  await expect(alert).toContainText('Un autre programme écoute déjà sur 127.0.0.1:4000.');
  await expect(alert).toContainText('Fermez-le, ou choisissez un autre port sous listen.port');
  await using restarting = await openPage(browser, `${harness.url}?state=backing-off#/now`, FRENCH);
  await expect(
    restarting.page.getByText('Le processus du routeur s’est terminé (signal SIGKILL).'),
  ).toBeVisible();
  await using keys = await openPage(browser, `${harness.url}?state=running#/keys`, FRENCH);
  await expect(keys.page.getByText('Anthropic a refusé la clé (HTTP 401).')).toBeVisible();
});

test('the gate, a roll-back and an exam say in French what they saw', async ({ browser, harness }) => {
  await using opened = await openPage(browser, `${harness.url}?state=running#/decisions`, FRENCH);
  const { page } = opened;
  await page.getByRole('button', { name: 'Modèle de santé' }).click();
  await expect(page.getByText('0,0220 contre 0,0410 ; écart de -0,0270 à -0,00800')).toBeVisible();
  await expect(page.getByText('Pas assez de requêtes avec cette grandeur.')).toBeVisible();
  await expect(
    page.getByText('Retour depuis l’étape « Canari » : 9 des 30 dernières requêtes adaptatives ont échoué'),
  ).toBeVisible();
  await using dispatch = await openPage(browser, `${harness.url}?state=running#/dispatch`, FRENCH);
  await dispatch.page.locator('summary', { hasText: 'Échoué : 1' }).click();
  await expect(dispatch.page.getByText('la plus longue pause a duré 2,1 s')).toBeVisible();
});

const MOVED =
  'codex-default → gemini-flash-direct : la conversation a dû se déplacer (un déplacement vers gemini-flash-direct n’en vaudrait pas la peine : prix 0,0124 $, gain 0,0310 $) ; écartés : gpt-5.1-codex : limite de débit (429), encore 212 s ; gpt-5.1-codex a échoué (rate_limited), puis gemini-flash-direct';

test('a request says in French why it went where it went, in lists and in its details', async ({
  browser,
  harness,
}) => {
  await using opened = await openPage(browser, `${harness.url}?state=running#/now`, FRENCH);
  const { page } = opened;
  await expect(page.getByText(MOVED.slice(0, 150))).toBeVisible();
  await expect(page.getByText(/ ; « web_search » omis ; \d,\d{4} \$$/).first()).toBeVisible();
  await expect(page.locator('main [lang="en"]')).toHaveCount(0);
  await page.getByRole('link', { name: 'Décisions', exact: true }).click();
  await page.getByRole('button', { name: 'Détails de la requête req_900001' }).click();
  await expect(page.locator('dd').getByText(MOVED)).toBeVisible();
  await expect(page.locator('main [lang="en"]')).toHaveCount(0);
  await page.getByRole('link', { name: 'Historique' }).click();
  await expect(
    page
      .getByRole('row')
      .getByText(/ : premier candidat utilisable/)
      .first(),
  ).toBeVisible();
  await expect(page.locator('main [lang="en"]')).toHaveCount(0);
});

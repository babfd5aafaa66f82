// What the first screen can do without: it comes unasked, and when it does not come there are words and another try.
import { expectAccessible } from './support/axe.mjs';
import { expect, test } from './support/desk.mjs';
import { screen } from './support/screen.mjs';

const file = '**/later-*.wasm';
const words = 'A part of Deskbell could not be loaded.';

test('comes once, after the first rows', async ({ site, page }) => {
  await site.open('?demo=5');
  await expect(screen(page).rows).toHaveCount(5);
  const loads = () => site.requests.filter((request) => /later-[0-9a-f]{16}\.wasm$/.test(request.url())).length;
  await expect.poll(loads).toBe(1);
  await page.keyboard.press('?');
  await expect(screen(page).dialog('Keys')).toBeVisible();
  expect(loads()).toBe(1);
});

test.describe('when it does not come', () => {
  const unhappy = [
    ['because of the network', (route) => route.abort()],
    ['because another version is deployed', (route) => route.fulfill({ status: 404, body: 'File not found.' })],
  ];
  for (const [why, handler] of unhappy) {
    test(`${why}, a dialog can be asked for again`, async ({ site, page }) => {
      site.tolerate(/^console: /);
      await page.route(file, handler);
      await site.open('?demo=5');
      await expect(screen(page).rows).toHaveCount(5);
      await page.getByRole('button', { name: 'Settings', exact: true }).click();
      await expect(page.getByRole('alert')).toContainText(words);
      await expectAccessible(page);
      await page.unroute(file);
      await page.getByRole('button', { name: 'Retry' }).click();
      await expect(screen(page).dialog('Settings')).toBeVisible();
    });
  }

  test('a key does nothing until it is asked for again', async ({ site, page }) => {
    site.tolerate(/^console: /);
    await page.route(file, (route) => route.abort());
    await site.open('?demo=5');
    await expect(screen(page).rows).toHaveCount(5);
    await page.keyboard.press('c');
    await expect(page.getByRole('alert')).toContainText(words);
    await page.unroute(file);
    await page.getByRole('button', { name: 'Retry' }).click();
    await expect(screen(page).dialog('New ticket')).toBeVisible();
  });

  test('the open ticket can be asked for again in its place', async ({ site, page }) => {
    site.tolerate(/^console: /);
    await page.route(file, (route) => route.abort());
    await site.open('?demo=15&account=demo-groove');
    await screen(page).rows.first().click();
    await expect(page.locator('section.ticket').getByRole('alert')).toContainText(words);
    await expectAccessible(page);
    await page.unroute(file);
    await page.getByRole('button', { name: 'Retry' }).click();
    await expect(screen(page).editor('State')).toBeVisible();
  });
});

test('a new version is told of, and the tab goes on with its own until it is reloaded', async ({ site, page }) => {
  await page.clock.install({ time: new Date() });
  await site.open('?demo=5');
  const { rows, button, dialog } = screen(page);
  await expect(rows).toHaveCount(5);
  await page.keyboard.press('?');
  await expect(dialog('Keys')).toBeVisible();
  await page.keyboard.press('Escape');
  const notice = page.locator('.notice', { hasText: 'A new version is ready.' });
  const asked = () => site.requests.filter((request) => request.url().endsWith('/index.html')).length;

  await page.clock.fastForward(301_000);
  await expect.poll(asked).toBe(1);
  await page.clock.fastForward(10_000);
  await expect(notice, 'the same version is no news').toHaveCount(0);

  // Another deployment: the page names another script.
  const deployed = async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replaceAll(/deskbell-[0-9a-f]+/g, 'deskbell-0123456789abcdef') });
  };
  await page.route('**/index.html', deployed);
  await page.clock.fastForward(301_000);
  await expect(notice).toBeVisible();
  await page.clock.fastForward(60_000);
  await expect(notice, 'it stays').toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('?');
  await expect(dialog('Keys')).toBeVisible();
  await page.keyboard.press('Escape');
  await Promise.all([page.waitForEvent('load'), button('Reload').click()]);
  await expect(rows).toHaveCount(5);
  await expect(notice).toHaveCount(0);
});

// Code that is not needed for the first screen: it is loaded automatically, and if that fails there is a message and a
// retry.
import { expectAccessible } from './support/axe.mjs';
import { expect, test } from './support/app.mjs';
import { screen } from './support/screen.mjs';

const file = '**/later-*.wasm';
const words = "Part of Deskbell couldn't be loaded.";

test('the code is loaded once, after the first rows', async ({ site, page }) => {
  await site.open('?demo=5');
  await expect(screen(page).rows).toHaveCount(5);
  const loads = () => site.requests.filter((request) => /later-[0-9a-f]{8,16}\.wasm$/.test(request.url())).length;
  await expect.poll(loads).toBe(1);
  await page.keyboard.press('?');
  await expect(screen(page).dialog('Keyboard shortcuts')).toBeVisible();
  expect(loads()).toBe(1);
});

test.describe('when the code cannot be loaded', () => {
  const failures = [
    ['because of the network', (route) => route.abort()],
    ['because another version is deployed', (route) => route.fulfill({ status: 404, body: 'File not found.' })],
  ];
  for (const [why, handler] of failures) {
    test(`${why}, a dialog can be retried`, async ({ site, page }) => {
      site.allowErrors(/^console: /);
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

  test('a key has no effect until the retry', async ({ site, page }) => {
    site.allowErrors(/^console: /);
    await page.route(file, (route) => route.abort());
    await site.open('?demo=5');
    await expect(screen(page).rows).toHaveCount(5);
    await page.keyboard.press('c');
    await expect(page.getByRole('alert')).toContainText(words);
    await page.unroute(file);
    await page.getByRole('button', { name: 'Retry' }).click();
    await expect(screen(page).dialog('New ticket')).toBeVisible();
  });

  test('the open ticket shows the message and can be retried', async ({ site, page }) => {
    site.allowErrors(/^console: /);
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

test('a new version is announced, and the tab keeps its version until it is reloaded', async ({ site, page }) => {
  await page.clock.install({ time: new Date() });
  await site.open('?demo=5');
  const { rows, button, dialog } = screen(page);
  await expect(rows).toHaveCount(5);
  await page.keyboard.press('?');
  await expect(dialog('Keyboard shortcuts')).toBeVisible();
  await page.keyboard.press('Escape');
  const notice = page.locator('.notice', { hasText: 'A new version is ready.' });
  const checks = () => site.requests.filter((request) => request.url().endsWith('/index.html')).length;

  await page.clock.fastForward(301_000);
  await expect.poll(checks).toBe(1);
  await page.clock.fastForward(10_000);
  await expect(notice, 'the same version is not announced').toHaveCount(0);

  // A new deployment: the page refers to another script.
  const deployed = async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replaceAll(/deskbell-[0-9a-f]+/g, 'deskbell-0123456789abcdef') });
  };
  await page.route('**/index.html', deployed);
  await page.clock.fastForward(301_000);
  await expect(notice).toBeVisible();
  await page.clock.fastForward(60_000);
  await expect(notice, 'the notice stays').toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('?');
  await expect(dialog('Keyboard shortcuts')).toBeVisible();
  await page.keyboard.press('Escape');
  await Promise.all([page.waitForEvent('load'), button('Reload').click()]);
  await expect(rows).toHaveCount(5);
  await expect(notice).toHaveCount(0);
});

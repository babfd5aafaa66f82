// The demo: everything works without requests to other servers.
import { expect, test } from './support/app.mjs';
import { choose, screen } from './support/screen.mjs';

test('has as many tickets as the link says, and sends no requests for them', async ({ site, page }) => {
  await site.open('?demo=12');
  const { grid, rows, editor, notice } = screen(page);
  await expect(grid).toHaveAttribute('aria-rowcount', '13');
  await expect(rows).toHaveCount(12);
  const names = new Set(await page.locator('.row .account').allInnerTexts());
  expect(names, 'all three helpdesks have tickets').toEqual(new Set(['Tern on Groove', 'Tern on SupportBee', 'Tern on Zaia']));
  await rows.filter({ hasText: 'Tern on Groove' }).first().click();
  await expect(editor('State')).not.toHaveValue('');
  await choose(page, editor('State'), 'Spam');
  await expect(notice).toContainText('State: Spam');
  const foreign = site.requests.map((request) => request.url()).filter((url) => !url.startsWith(site.url));
  expect(foreign).toEqual([]);
  const { pathname } = new URL(site.url);
  const own = site.requests.map((request) => new URL(request.url()).pathname.slice(pathname.length).replace(/-[0-9a-f]{8,16}/, ''));
  expect(own.filter((name) => !/^$|^(app|boot|deskbell|later|demo|favicon|icons|config)[._a-z]*$/.test(name)), 'only files of the app are requested').toEqual([]);
});

test('replaces configured accounts', async ({ app, page }) => {
  await app.open('?demo=5');
  await expect(screen(page).rows).toHaveCount(5);
  expect(await app.grooveRequests()).toEqual([]);
});

test('is shown without any account, and leads to Settings', async ({ site, page }) => {
  await site.open();
  await expect(screen(page).rows.first()).toBeVisible();
  await page.getByRole('button', { name: 'Connect a helpdesk' }).click();
  await expect(screen(page).dialog('Settings')).toBeVisible();
});

test('is not shown if the deployer disabled it', async ({ site, page }) => {
  await site.open('', { config: { version: 1, demo: false } });
  await expect(page.getByText('No helpdesk is connected yet.')).toBeVisible();
});

for (const theme of ['light', 'dark']) {
  test(`is ${theme} if the link says so`, async ({ site, page }) => {
    await site.open(`?demo=3&theme=${theme}`);
    await expect(screen(page).rows).toHaveCount(3);
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
  });
}

// Several helpdesks as one inbox: merged lists, actions in each, and failures of one of them.
import { expect, test } from './support/app.mjs';
import { choose, screen } from './support/screen.mjs';

const settled = (page) => expect(screen(page).grid).toHaveAttribute('aria-busy', 'false');
const shownAccounts = (page) => page.locator('.row .account').allInnerTexts();
/** Returns the times of the mounted rows, from the top. */
const rowTimes = (page) => page.locator('.row').evaluateAll((rows) => rows
  .sort((one, other) => one.ariaRowIndex - other.ariaRowIndex)
  .map((row) => row.querySelector('time')?.dateTime)
  .filter(Boolean));

test.describe('one list', () => {
  test('has the tickets of all accounts, newest first, with the account of each', async ({ app, page }) => {
    await app.openAccounts();
    const { rows } = screen(page);
    await expect(rows.first()).toBeVisible();
    await expect.poll(async () => new Set(await shownAccounts(page)).size).toBeGreaterThan(1);
    const shown = await rowTimes(page);
    expect(shown.length).toBeGreaterThan(5);
    expect(shown).toEqual([...shown].sort().reverse());
    const first = await Promise.all(['groove', 'supportbee', 'zaia'].map((provider) => app.requestsTo(provider)));
    // One page of each list, and no more.
    expect(first.map((lines) => lines.length)).toEqual([1, 1, 3]);
  });

  test('loads page by page of each account, down to the last ticket', async ({ app, page }) => {
    await app.sandbox.reset(120);
    await app.openAccounts();
    const { grid, current } = screen(page);
    await current.focus();
    // Each press of End shows the end of the loaded tickets, which loads the next pages.
    await expect(async () => {
      await page.keyboard.press('End');
      await settled(page);
      expect(Number(await grid.getAttribute('aria-rowcount'))).toBeGreaterThan(300);
    }).toPass();
    const [groove, bee] = await Promise.all(['groove', 'supportbee'].map((provider) => app.requestsTo(provider, 'GET /tickets')));
    expect(new Set(groove).size, 'no page twice').toBe(groove.length);
    expect(new Set(bee).size, 'no page twice').toBe(bee.length);
  });

  test('can be limited to one account and back with the views', async ({ app, page }) => {
    await app.openAccounts();
    const { views } = screen(page);
    await views.getByRole('link', { name: 'Archived' }).click();
    await settled(page);
    expect(page.url()).toContain('account=bee');
    await expect.poll(async () => new Set(await shownAccounts(page))).toEqual(new Set(['Bee']));
    await views.getByRole('link', { name: 'All tickets' }).first().click();
    await settled(page);
    expect(page.url()).toContain('account=all');
    await expect.poll(async () => new Set(await shownAccounts(page)).size).toBeGreaterThan(1);
    await page.goBack();
    await expect.poll(async () => new Set(await shownAccounts(page))).toEqual(new Set(['Bee']));
  });

  test('translates a filter for each helpdesk', async ({ app, page }) => {
    await app.openAccounts('?account=all&status=closed');
    await settled(page);
    expect(await app.requestsTo('groove', 'GET /tickets?')).toEqual([expect.stringContaining('state=closed')]);
    expect(await app.requestsTo('supportbee', 'GET /tickets')).toEqual([expect.stringContaining('archived=true')]);
    expect(await app.requestsTo('zaia', 'GET /api/v1/tickets')).toEqual([expect.stringContaining('status=completed')]);
  });

  test('says which accounts cannot apply a filter', async ({ app, page }) => {
    await app.openAccounts('?account=all&status=unread');
    await expect(page.getByRole('note').filter({ hasText: 'Zaia has no such state' })).toBeVisible();
    expect(await app.requestsTo('zaia', 'GET /api/v1/tickets')).toEqual([]);
    await page.goto(`${app.url}?account=all&assignee=none`);
    await expect(page.getByRole('note').filter({ hasText: "Zaia can't filter by assignee" })).toBeVisible();
    for (const line of await app.requestsTo('zaia', 'GET /api/v1/tickets')) expect(line).not.toContain('none');
  });
});

test.describe('a search', () => {
  test('is sent to the helpdesks that support it, and the app says which do not', async ({ app, page }) => {
    await app.openAccounts();
    const { search, rows } = screen(page);
    const before = (await app.requestsTo('groove')).length;
    await search.fill('refund');
    await expect.poll(() => app.requestsTo('supportbee', 'GET /tickets/search.json')).toEqual([expect.stringContaining('query=refund')]);
    await expect.poll(async () => (await app.requestsTo('zaia')).filter((line) => line.includes('search=refund')).length).toBe(3);
    expect((await app.requestsTo('groove')).length, 'Groove documents no search').toBe(before);
    await expect(page.getByText('Acme has no search')).toBeVisible();
    await expect(rows.first()).toBeVisible();
    await search.fill('');
    await settled(page);
    expect((await app.requestsTo('groove')).length, 'loaded tickets are kept').toBe(before);
  });

  test('encodes a reserved character once', async ({ app, page }) => {
    await app.openAccounts('?account=bee');
    await screen(page).search.fill('50% & a+b#1 é');
    await page.keyboard.press('Enter');
    await expect.poll(() => app.requestsTo('supportbee', 'GET /tickets/search.json'))
      .toEqual([expect.stringContaining(`query=${encodeURIComponent('50% & a+b#1 é')}`)]);
  });
});

test.describe('when one account fails', () => {
  test('the others still work, the error is shown, and it can be retried', async ({ app, page }) => {
    app.allowErrors(/^console: .*500/);
    await app.sandbox.fault({ path: '/supportbee', status: 500, body: 'bad gateway' });
    await app.openAccounts();
    const { rows, alerts, button } = screen(page);
    await expect(alerts.filter({ hasText: 'Bee' })).toContainText('has an internal error (500)');
    await expect(rows.first()).toBeVisible();
    expect(new Set(await shownAccounts(page))).not.toContain('Bee');
    await button('Try again').click();
    await expect(alerts.filter({ hasText: 'Bee' })).toHaveCount(0);
    await expect.poll(() => shownAccounts(page)).toContain('Bee');
    const shown = await rowTimes(page);
    expect(shown).toEqual([...shown].sort().reverse());
  });

  test('a missing token is requested while the others are shown', async ({ app, page }) => {
    await app.open('', { config: { version: 1, accounts: app.accounts({ acme: { auth: 'token' } }) } });
    const { alerts } = screen(page);
    await expect(alerts.filter({ hasText: 'needs an API token' })).toHaveCount(3);
    await alerts.filter({ hasText: 'Bee' }).getByRole('button', { name: 'Enter a token' }).click();
    await app.useToken(app.sandbox.supportbee.token);
    await expect(screen(page).rows.first()).toBeVisible();
    expect(page.url()).not.toContain(app.sandbox.supportbee.token);
  });

  test('a note shows how many requests wait for the rate limit', async ({ app, page }) => {
    await app.openAccounts('?account=acme', { accounts: app.accounts({ acme: { requestsPerMinute: 2 } }) });
    const { views } = screen(page);
    await views.getByRole('link', { name: 'Pending' }).first().click();
    await settled(page);
    await views.getByRole('link', { name: 'Spam' }).first().click();
    await expect(page.getByRole('note').filter({ hasText: 'has a rate limit: 1 request waiting' })).toBeVisible();
    // Another view cancels that request, and the other account has its own rate limit.
    await views.getByRole('link', { name: 'Archived' }).click();
    await settled(page);
    await expect(screen(page).rows.first()).toBeVisible();
    await expect(page.getByRole('note').filter({ hasText: 'has a rate limit' })).toHaveCount(0);
  });

  test('a rate limit of a helpdesk is shown', async ({ app, page }) => {
    app.allowErrors(/^console: .*429/);
    await app.sandbox.fault({ path: '/groove', status: 429, body: '{}', contentType: 'application/json' });
    await app.openAccounts();
    await expect(screen(page).alerts.filter({ hasText: 'Acme' })).toContainText('Rate limit reached');
    await expect(screen(page).rows.first()).toBeVisible();
  });
});

test.describe('lists and selections', () => {
  test('a search while a page is loading leaves the list complete', async ({ app, page }) => {
    await app.sandbox.reset(120);
    await app.openAccounts('?account=bee');
    const { search, current, grid } = screen(page);
    await app.sandbox.fault({ path: '/supportbee/tickets.json', delayMs: 1500 });
    await current.focus();
    await page.keyboard.press('End');
    await expect(grid).toHaveAttribute('aria-busy', 'true');
    await search.fill('refund');
    await expect.poll(() => app.requestsTo('supportbee', 'GET /tickets/search.json')).toHaveLength(1);
    await search.fill('');
    await settled(page);
    await current.focus();
    await expect(async () => {
      await page.keyboard.press('End');
      await expect(current).toHaveAttribute('aria-rowindex', '121', { timeout: 500 });
    }).toPass();
    const lines = await app.requestsTo('supportbee', 'GET /tickets.json');
    expect(new Set(lines).size, 'no page twice').toBe(lines.length);
  });

  test('the toolbar of a selection acts on several helpdesks at once', async ({ app, page }) => {
    await app.openAccounts();
    const { rows, notice } = screen(page);
    for (const account of ['Acme', 'Bee']) {
      await rows.filter({ hasText: account }).filter({ hasText: /Opened|Answered|Unanswered|Unread/ }).first().getByRole('checkbox').check();
    }
    const bar = page.getByRole('toolbar', { name: 'Selected tickets' });
    await bar.getByRole('button', { name: 'Close' }).click();
    await expect(notice).toContainText('2 tickets closed');
    await expect.poll(() => app.requestsTo('groove', 'PUT')).toHaveLength(1);
    await expect.poll(() => app.requestsTo('supportbee', 'POST')).toHaveLength(1);
    await bar.getByRole('button', { name: 'Label', exact: true }).click();
    const dialog = screen(page).dialog('Add a label to 2 tickets');
    await choose(page, dialog.getByRole('combobox', { name: 'Add label' }), 'VIP');
    await expect.poll(async () => (await app.requestsTo('groove', 'POST')).length + (await app.requestsTo('supportbee', 'POST')).length).toBeGreaterThan(1);
    await bar.getByRole('button', { name: 'Clear' }).click();
    await expect(bar).toHaveCount(0);
  });
});

test.describe('accounts', () => {
  test('can be reordered, exported and imported, without tokens', async ({ app, page }) => {
    await app.openAccounts();
    const { button, dialog, notice, views, alerts } = screen(page);
    await button('Settings').click();
    const settings = dialog('Settings');
    await settings.getByRole('button', { name: 'Move Bee up' }).click();
    await expect(settings.locator('.account-row strong')).toHaveText(['Bee', 'Acme', 'Zaia']);
    const file = decodeURIComponent((await settings.getByRole('link', { name: 'Export accounts' }).getAttribute('href')).split(',')[1]);
    expect(JSON.parse(file).accounts.map(({ id }) => id)).toEqual(['bee', 'acme', 'zaia']);
    for (const { token } of [app.sandbox.groove, app.sandbox.supportbee, app.sandbox.zaia]) expect(file).not.toContain(token);

    const imported = { version: 1, accounts: [{ ...app.account(), id: 'more', name: 'One more' }] };
    const upload = (text) => settings.getByLabel('Import accounts').setInputFiles({ name: 'accounts.json', mimeType: 'application/json', buffer: Buffer.from(text) });
    await upload(JSON.stringify(imported));
    await expect(settings.locator('.account-row strong')).toHaveText(['Bee', 'Acme', 'Zaia', 'One more']);
    await expect(notice).toContainText('1 account imported');
    await upload('{ "accounts": [{ "id": "x" }] }');
    await expect(alerts.filter({ hasText: 'accounts[0].provider is missing' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(views.getByRole('heading', { level: 2 })).toHaveText(['All accounts', 'Bee', 'Acme', 'Zaia', 'One more']);
  });

  test('load pictures of people only if allowed', async ({ app, page }) => {
    // The host does not exist; only the request matters.
    app.allowErrors(/avatars\.tern\.example/);
    const pictureRequests = () => app.requests.map((request) => request.url()).filter((url) => url.startsWith('https://'));
    await app.openFirstTicket('bee');
    expect(pictureRequests()).toEqual([]);
    await app.openAccounts('?account=bee', { accounts: app.accounts({ bee: { pictures: true } }) });
    await screen(page).rows.first().click();
    await expect.poll(() => pictureRequests().length).toBeGreaterThan(0);
    expect(pictureRequests().every((url) => url.startsWith('https://avatars.tern.example/')), pictureRequests().join(' ')).toBe(true);
  });
});

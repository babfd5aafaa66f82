// Several helpdesks as one inbox: what comes from each, what can be done in each, and what happens when one of them fails.
import { expect, test } from './support/desk.mjs';
import { choose, screen } from './support/screen.mjs';

const settled = (page) => expect(screen(page).grid).toHaveAttribute('aria-busy', 'false');
const accountsShown = (page) => page.locator('.row .account').allInnerTexts();
/** The moments of the rows in sight, from the top. */
const moments = (page) => page.locator('.row').evaluateAll((rows) => rows
  .sort((one, other) => one.ariaRowIndex - other.ariaRowIndex)
  .map((row) => row.querySelector('time')?.dateTime)
  .filter(Boolean));

test.describe('one list', () => {
  test('holds the tickets of all accounts, newest first, and names the account of each', async ({ desk, page }) => {
    await desk.enterAll();
    const { rows } = screen(page);
    await expect(rows.first()).toBeVisible();
    await expect.poll(async () => new Set(await accountsShown(page)).size).toBeGreaterThan(1);
    const shown = await moments(page);
    expect(shown.length).toBeGreaterThan(5);
    expect(shown).toEqual([...shown].sort().reverse());
    const first = await Promise.all(['groove', 'supportbee', 'zaia'].map((provider) => desk.askedOf(provider)));
    // One page of each question, and not one more.
    expect(first.map((lines) => lines.length)).toEqual([1, 1, 3]);
  });

  test('goes on where it ends, page by page of each account, down to the last ticket', async ({ desk, page }) => {
    await desk.sandbox.reset(120);
    await desk.enterAll();
    const { grid, current } = screen(page);
    await current.focus();
    // Each press of End shows the end of what is loaded, which brings the next pages.
    await expect(async () => {
      await page.keyboard.press('End');
      await settled(page);
      expect(Number(await grid.getAttribute('aria-rowcount'))).toBeGreaterThan(300);
    }).toPass();
    const [groove, bee] = await Promise.all(['groove', 'supportbee'].map((provider) => desk.askedOf(provider, 'GET /tickets')));
    expect(new Set(groove).size, 'no page twice').toBe(groove.length);
    expect(new Set(bee).size, 'no page twice').toBe(bee.length);
  });

  test('shows one account at a time from the views, and all again', async ({ desk, page }) => {
    await desk.enterAll();
    const { views } = screen(page);
    await views.getByRole('link', { name: 'Archived' }).click();
    await settled(page);
    expect(page.url()).toContain('account=bee');
    await expect.poll(async () => new Set(await accountsShown(page))).toEqual(new Set(['Bee']));
    await views.getByRole('link', { name: 'All tickets' }).first().click();
    await settled(page);
    expect(page.url()).toContain('account=all');
    await expect.poll(async () => new Set(await accountsShown(page)).size).toBeGreaterThan(1);
    await page.goBack();
    await expect.poll(async () => new Set(await accountsShown(page))).toEqual(new Set(['Bee']));
  });

  test('puts a filter into the words of each helpdesk', async ({ desk, page }) => {
    await desk.enterAll('?account=all&status=closed');
    await settled(page);
    expect(await desk.askedOf('groove', 'GET /tickets?')).toEqual([expect.stringContaining('state=closed')]);
    expect(await desk.askedOf('supportbee', 'GET /tickets')).toEqual([expect.stringContaining('archived=true')]);
    expect(await desk.askedOf('zaia', 'GET /api/v1/tickets')).toEqual([expect.stringContaining('status=completed')]);
  });

  test('says which account has nothing like a filter, and which can only filter what is loaded', async ({ desk, page }) => {
    await desk.enterAll('?account=all&status=unread');
    await expect(page.getByRole('note').filter({ hasText: 'Zaia has no such state' })).toBeVisible();
    expect(await desk.askedOf('zaia', 'GET /api/v1/tickets')).toEqual([]);
    await page.goto(`${desk.url}?account=all&assignee=none`);
    await expect(page.getByRole('note').filter({ hasText: "Zaia can't filter by assignee" })).toBeVisible();
    for (const line of await desk.askedOf('zaia', 'GET /api/v1/tickets')) expect(line).not.toContain('none');
  });
});

test.describe('a search', () => {
  test('goes to the helpdesks that can, and says that the others cannot', async ({ desk, page }) => {
    await desk.enterAll();
    const { search, rows } = screen(page);
    const before = (await desk.askedOf('groove')).length;
    await search.fill('refund');
    await expect.poll(() => desk.askedOf('supportbee', 'GET /tickets/search.json')).toEqual([expect.stringContaining('query=refund')]);
    await expect.poll(async () => (await desk.askedOf('zaia')).filter((line) => line.includes('search=refund')).length).toBe(3);
    expect((await desk.askedOf('groove')).length, 'Groove documents no search').toBe(before);
    await expect(page.getByText('Acme has no search')).toBeVisible();
    await expect(rows.first()).toBeVisible();
    await search.fill('');
    await settled(page);
    expect((await desk.askedOf('groove')).length, 'what was loaded is still here').toBe(before);
  });

  test('encodes a reserved character once', async ({ desk, page }) => {
    await desk.enterAll('?account=bee');
    await screen(page).search.fill('50% & a+b#1 é');
    await page.keyboard.press('Enter');
    await expect.poll(() => desk.askedOf('supportbee', 'GET /tickets/search.json'))
      .toEqual([expect.stringContaining(`query=${encodeURIComponent('50% & a+b#1 é')}`)]);
  });
});

test.describe('when one account fails', () => {
  test('the others go on, its line says why, and Try again brings it', async ({ desk, page }) => {
    desk.tolerate(/^console: .*500/);
    await desk.sandbox.fault({ path: '/supportbee', status: 500, body: 'bad gateway' });
    await desk.enterAll();
    const { rows, trouble, button } = screen(page);
    await expect(trouble.filter({ hasText: 'Bee' })).toContainText('has an internal error (500)');
    await expect(rows.first()).toBeVisible();
    expect(new Set(await accountsShown(page))).not.toContain('Bee');
    await button('Try again').click();
    await expect(trouble.filter({ hasText: 'Bee' })).toHaveCount(0);
    await expect.poll(() => accountsShown(page)).toContain('Bee');
    const shown = await moments(page);
    expect(shown).toEqual([...shown].sort().reverse());
  });

  test('a token that is missing is asked for, with the others in sight', async ({ desk, page }) => {
    await desk.open('', { config: { version: 1, accounts: desk.accounts({ acme: { auth: 'token' } }) } });
    const { trouble } = screen(page);
    await expect(trouble.filter({ hasText: 'needs an API token' })).toHaveCount(3);
    await trouble.filter({ hasText: 'Bee' }).getByRole('button', { name: 'Enter a token' }).click();
    await desk.useToken(desk.sandbox.supportbee.token);
    await expect(screen(page).rows.first()).toBeVisible();
    expect(page.url()).not.toContain(desk.sandbox.supportbee.token);
  });

  test('too many requests wait in sight', async ({ desk, page }) => {
    await desk.enterAll('?account=acme', { accounts: desk.accounts({ acme: { requestsPerMinute: 2 } }) });
    const { views } = screen(page);
    await views.getByRole('link', { name: 'Pending' }).first().click();
    await settled(page);
    await views.getByRole('link', { name: 'Spam' }).first().click();
    await expect(page.getByRole('note').filter({ hasText: 'has a rate limit: 1 request waiting' })).toBeVisible();
    // Another view gives that request up, and the next account has a pace of its own.
    await views.getByRole('link', { name: 'Archived' }).click();
    await settled(page);
    await expect(screen(page).rows.first()).toBeVisible();
    await expect(page.getByRole('note').filter({ hasText: 'has a rate limit' })).toHaveCount(0);
  });

  test('a helpdesk that limits its rate is told', async ({ desk, page }) => {
    desk.tolerate(/^console: .*429/);
    await desk.sandbox.fault({ path: '/groove', status: 429, body: '{}', contentType: 'application/json' });
    await desk.enterAll();
    await expect(screen(page).trouble.filter({ hasText: 'Acme' })).toContainText('Too many requests');
    await expect(screen(page).rows.first()).toBeVisible();
  });
});

test.describe('nothing hangs, and nothing takes others along', () => {
  test('words typed while a page is on its way leave the list whole', async ({ desk, page }) => {
    await desk.sandbox.reset(120);
    await desk.enterAll('?account=bee');
    const { search, current, grid } = screen(page);
    await desk.sandbox.fault({ path: '/supportbee/tickets.json', delayMs: 1500 });
    await current.focus();
    await page.keyboard.press('End');
    await expect(grid).toHaveAttribute('aria-busy', 'true');
    await search.fill('refund');
    await expect.poll(() => desk.askedOf('supportbee', 'GET /tickets/search.json')).toHaveLength(1);
    await search.fill('');
    await settled(page);
    await current.focus();
    await expect(async () => {
      await page.keyboard.press('End');
      await expect(current).toHaveAttribute('aria-rowindex', '121', { timeout: 500 });
    }).toPass();
    const lines = await desk.askedOf('supportbee', 'GET /tickets.json');
    expect(new Set(lines).size, 'no page twice').toBe(lines.length);
  });

  test('the bar over a selection acts without a key, on several helpdesks at once', async ({ desk, page }) => {
    await desk.enterAll();
    const { rows, notice } = screen(page);
    for (const account of ['Acme', 'Bee']) {
      await rows.filter({ hasText: account }).filter({ hasText: /Opened|Answered|Unanswered|Unread/ }).first().getByRole('checkbox').check();
    }
    const bar = page.getByRole('toolbar', { name: 'Selected tickets' });
    await bar.getByRole('button', { name: 'Close' }).click();
    await expect(notice).toContainText('Archived, State: Closed · 2 tickets');
    await expect.poll(() => desk.askedOf('groove', 'PUT')).toHaveLength(1);
    await expect.poll(() => desk.askedOf('supportbee', 'POST')).toHaveLength(1);
    await bar.getByRole('button', { name: 'Label', exact: true }).click();
    const dialog = screen(page).dialog('Add a label to 2 tickets');
    await choose(page, dialog.getByRole('combobox', { name: 'Add label' }), 'VIP');
    await expect.poll(async () => (await desk.askedOf('groove', 'POST')).length + (await desk.askedOf('supportbee', 'POST')).length).toBeGreaterThan(1);
    await bar.getByRole('button', { name: 'Clear' }).click();
    await expect(bar).toHaveCount(0);
  });
});

test.describe('the accounts', () => {
  test('are put in order, and leave and come as a file without tokens', async ({ desk, page }) => {
    await desk.enterAll();
    const { button, dialog, notice, views, trouble } = screen(page);
    await button('Settings').click();
    const settings = dialog('Settings');
    await settings.getByRole('button', { name: 'Move Bee up' }).click();
    await expect(settings.locator('.account-row strong')).toHaveText(['Bee', 'Acme', 'Zaia']);
    const file = decodeURIComponent((await settings.getByRole('link', { name: 'Export accounts' }).getAttribute('href')).split(',')[1]);
    expect(JSON.parse(file).accounts.map(({ id }) => id)).toEqual(['bee', 'acme', 'zaia']);
    for (const { token } of [desk.sandbox.groove, desk.sandbox.supportbee, desk.sandbox.zaia]) expect(file).not.toContain(token);

    const imported = { version: 1, accounts: [{ ...desk.account(), id: 'more', name: 'One more' }] };
    const upload = (text) => settings.getByLabel('Import accounts').setInputFiles({ name: 'accounts.json', mimeType: 'application/json', buffer: Buffer.from(text) });
    await upload(JSON.stringify(imported));
    await expect(settings.locator('.account-row strong')).toHaveText(['Bee', 'Acme', 'Zaia', 'One more']);
    await expect(notice).toContainText('1 account was imported');
    await upload('{ "accounts": [{ "id": "x" }] }');
    await expect(trouble.filter({ hasText: 'accounts[0].provider is missing' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(views.getByRole('heading', { level: 2 })).toHaveText(['All accounts', 'Bee', 'Acme', 'Zaia', 'One more']);
  });

  test('pictures of people come only where they are allowed', async ({ desk, page }) => {
    // Nobody is at that host: that the browser asks is what counts.
    desk.tolerate(/avatars\.tern\.example/);
    const asked = () => desk.requests.map((request) => request.url()).filter((url) => url.startsWith('https://'));
    await desk.openFirst('bee');
    expect(asked()).toEqual([]);
    await desk.enterAll('?account=bee', { accounts: desk.accounts({ bee: { pictures: true } }) });
    await screen(page).rows.first().click();
    await expect.poll(() => asked().length).toBeGreaterThan(0);
    expect(asked().every((url) => url.startsWith('https://avatars.tern.example/')), asked().join(' ')).toBe(true);
  });
});

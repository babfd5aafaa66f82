// A short working session from the token to a saved view: once by keyboard alone, once by touch on a small screen.
import { expect, test } from './support/app.mjs';
import { escapeRegExp, expectFocusKept, optionOf, screen } from './support/screen.mjs';

const count = 300;

/** Opens the app with an account that has no rate limit. */
async function begin(app) {
  await app.sandbox.reset(count);
  app.allowErrors(/^console: .* 422 /);
  await app.open('', { config: { version: 1, accounts: [app.account({ requestsPerMinute: 0 })] } });
}

/** Makes the helpdesk refuse to close two of these tickets, once each. */
async function refuseTwo(app, tickets) {
  const numbers = tickets.filter(({ state }) => state !== 'closed').map(({ number }) => number);
  for (const number of [numbers[3], numbers.at(-3)]) {
    await app.sandbox.fault({ method: 'PUT', path: `/tickets/${number}/state`, status: 422, body: '{"errors":{"state":["is locked"]}}' });
  }
}

/** Returns the changes that were sent, as the last segment of the path with the body. */
const sentChanges = async (app) => (await app.changes()).map(([line, document]) => [line.split('/').at(-1), document]);

/** Returns the tickets as the helpdesk lists them, without clearing the log. */
async function fetchTickets({ sandbox: { groove } }, query = '') {
  const all = [];
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const answer = await fetch(`${groove.baseUrl}/tickets?per_page=50&page=${page}${query}`, { headers: { Authorization: `Bearer ${groove.token}` } });
    const { tickets, meta } = await answer.json();
    pages = meta.pagination.total_pages;
    all.push(...tickets);
  }
  return all;
}

const progress = (page) => page.getByRole('region', { name: 'Changes in progress' });
const selected = (page) => screen(page).grid.getByText(/^\d+ selected$/);

test('by keyboard alone', async ({ app, page }) => {
  test.setTimeout(120_000);
  await begin(app);
  const { rows, current, heading, editor, button, ticket, dialog, grid } = screen(page);
  const keys = async (...all) => {
    for (const key of all) await page.keyboard.press(key);
    await expectFocusKept(page);
  };
  const isFocused = (locator) => locator.evaluate((it) => it === document.activeElement);

  // The token: Tab reaches the form, and Enter submits it.
  const token = page.getByLabel('API token');
  await expect(token).toBeVisible();
  for (let stops = 0; stops < 30 && !(await isFocused(token)); stops += 1) await page.keyboard.press('Tab');
  await page.keyboard.type(app.sandbox.groove.token);
  await page.keyboard.press('Enter');
  await expect(rows.first()).toBeVisible();
  const tickets = await fetchTickets(app);
  const at = tickets.findIndex(({ state, assignee }) => state !== 'closed' && assignee !== 'nils@tern.example');

  // One ticket: opened, assigned, labelled, closed, and reopened by undo.
  for (let step = 0; step < at; step += 1) await keys('j');
  await keys('o');
  await expect(heading(tickets[at].title)).toBeVisible();
  await keys('a');
  await expect(editor('Assignee')).toBeFocused();
  await page.keyboard.type('nils@tern.example');
  await keys('Enter', 'Escape', 'l');
  await expect(editor('Add label')).toBeFocused();
  await page.keyboard.type('by hand');
  await keys('Enter', 'Escape');
  await expect(button('Remove label by hand')).toBeVisible();
  await keys('e');
  await expect(editor('State')).toHaveValue('Closed');
  await keys('z');
  await expect(editor('State')).not.toHaveValue('Closed');
  await keys('u');
  await expect(ticket).toBeHidden();
  await expect(current).toBeFocused();
  await expect.poll(() => sentChanges(app)).toEqual([
    ['assignee', { assignee: 'nils@tern.example', skip_notifications: false }],
    ['tags', { tags: ['by hand'] }],
    ['state', { state: 'closed' }],
    ['state', { state: tickets[at].state }],
  ]);

  // 120 tickets: selected row by row and closed; the helpdesk refuses two of them.
  await keys('Home');
  const selection = (await fetchTickets(app)).slice(0, 120);
  await refuseTwo(app, selection);
  const open = selection.filter(({ state }) => state !== 'closed').length;
  await keys('x');
  await expect(async () => {
    const left = 120 - parseInt(await selected(page).innerText());
    for (let step = 0; step < left; step += 1) await keys('Shift+J');
    await expect(selected(page)).toHaveText('120 selected', { timeout: 200 });
  }).toPass();
  const before = (await app.changes()).length;
  await keys('e');
  await expect(progress(page)).toContainText(`${open - 2} of ${open} done, 2 not done.`, { timeout: 30_000 });
  expect((await app.changes()).length).toBe(before + open);
  await keys('Control+k');
  await page.keyboard.type('results');
  await keys('Enter');
  const results = dialog('Results');
  await expect(results.getByRole('listitem').nth(1)).toContainText('is locked');
  for (let stops = 0; stops < 30 && !(await isFocused(results.getByRole('button', { name: 'Retry failed' }))); stops += 1) await page.keyboard.press('Tab');
  await keys('Enter');
  await expect.poll(async () => (await app.changes()).length).toBe(before + open + 2);
  await expect(progress(page)).toHaveCount(0);
  await keys('Escape');
  await expect(dialog('Results')).toHaveCount(0);

  // A saved view: searched, saved, left, and found again in the palette.
  await keys('/');
  await page.keyboard.type('order');
  await keys('Enter');
  await expect(page).toHaveURL(/q=order/);
  await keys('Control+k');
  await page.keyboard.type('save view');
  await keys('Enter');
  await expect(dialog('Save view').getByRole('textbox', { name: 'Name' })).toBeFocused();
  await keys('Control+a');
  await page.keyboard.type('Orders');
  await keys('Enter');
  await expect(dialog('Save view')).toHaveCount(0);
  await keys('Control+k');
  await page.keyboard.type('all tickets');
  await keys('Enter');
  await expect(page).not.toHaveURL(/q=order/);
  await keys('Control+k');
  await page.keyboard.type('orders');
  await keys('Enter');
  await expect(page).toHaveURL(/q=order/);
  await expect(grid).toBeVisible();
});

test.describe('by touch', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('on a small screen', async ({ app, page }) => {
    test.setTimeout(120_000);
    await begin(app);
    const { rowOf, heading, editor, button, ticket, dialog, grid, views } = screen(page);
    const tap = (name, within = page) => within.getByRole('button', { name, exact: true }).tap();

    await page.getByLabel('API token').fill(app.sandbox.groove.token);
    await tap('Use token');
    await expect(screen(page).rows.first()).toBeVisible();
    const tickets = await fetchTickets(app);
    const one = tickets.find(({ state, assignee }) => state !== 'closed' && assignee !== 'maya@tern.example');

    // One ticket: opened, assigned, labelled, closed, and reopened by undo.
    await rowOf(one).first().tap();
    await expect(heading(one.title)).toBeVisible();
    const bar = page.getByRole('toolbar', { name: 'Frequent actions' });
    await tap('Assign the ticket', bar);
    await page.getByRole('option', { name: 'Assign to me' }).tap();
    await tap('Label the ticket', bar);
    await editor('Add label').fill('by thumb');
    await optionOf(page, 'Use "by thumb"').tap();
    await expect(button('Remove label by thumb')).toBeVisible();
    await tap('Close the ticket', bar);
    await expect(editor('State')).toHaveValue('Closed');
    await page.locator('.notice', { hasText: 'State: Closed' }).getByRole('button', { name: 'Undo' }).tap();
    await expect(editor('State')).not.toHaveValue('Closed');
    await tap('Back to all tickets', bar);
    await expect(ticket).toBeHidden();
    await expect.poll(() => sentChanges(app)).toEqual([
      ['assignee', { assignee: 'maya@tern.example', skip_notifications: false }],
      ['tags', { tags: ['by thumb'] }],
      ['state', { state: 'closed' }],
      ['state', { state: one.state }],
    ]);

    // All tickets in one state: selected together and closed; the helpdesk refuses two of them.
    await tap('Filters');
    await page.getByRole('combobox', { name: 'Filter by state' }).tap();
    await optionOf(page, 'Opened').tap();
    await tap('Filters');
    await expect(page).toHaveURL(/status=opened/);
    await expect(grid).toHaveAttribute('aria-busy', 'false');
    const opened = await fetchTickets(app, '&state=opened');
    await refuseTwo(app, opened);
    const before = (await app.changes()).length;
    await page.getByRole('checkbox', { name: 'Select all loaded tickets' }).tap();
    await page.getByRole('button', { name: `Select all ${opened.length} that match` }).tap();
    await expect(selected(page)).toHaveText(`${opened.length} selected`);
    await tap('Close', page.getByRole('toolbar', { name: 'Selected tickets' }));
    await expect(progress(page)).toContainText(`${opened.length - 2} of ${opened.length} done, 2 not done.`, { timeout: 30_000 });
    await tap('Show results', progress(page));
    await expect(dialog('Results').getByRole('listitem').nth(1)).toContainText('is locked');
    await tap('Retry failed', dialog('Results'));
    await expect.poll(async () => (await app.changes()).length).toBe(before + opened.length + 2);

    // A saved view: saved, left, and found among the views and in the palette.
    await tap('Save view');
    await dialog('Save view').getByRole('textbox', { name: 'Name' }).fill('What is open');
    await tap('Save view', dialog('Save view'));
    await page.getByRole('button', { name: /^Remove the filter by state/ }).tap();
    await expect(page).not.toHaveURL(/status=/);
    await tap('Show views');
    await views.getByRole('link', { name: 'What is open' }).tap();
    await expect(page).toHaveURL(/status=opened/);
    await tap('Show views');
    await tap('Commands');
    await dialog('Commands').getByRole('combobox').fill('all tickets');
    await dialog('Commands').getByRole('option', { name: new RegExp(escapeRegExp('All tickets')) }).first().tap();
    await expect(page).not.toHaveURL(/status=/);
    await expect(grid).toBeVisible();
  });
});

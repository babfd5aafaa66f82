// Failures: changes wait and are sent once, conflicts are never overwritten silently, typed text is kept, and errors
// can be inspected and reported.
import { expect, test } from './support/app.mjs';
import { startProxy } from './support/services.mjs';
import { choose, screen } from './support/screen.mjs';

const json = (status, document) => ({ status, body: JSON.stringify(document), contentType: 'application/json' });

/** Opens the first ticket of a view, and waits until all of the app's code is loaded. */
async function openFirst(app, page, query = '&status=opened') {
  const id = await app.openFirstTicket('acme', query);
  await app.allCodeLoaded();
  return id;
}

/** Changes a ticket as another agent would. */
const changeAsAnotherAgent = (app, id, state) => fetch(`${app.sandbox.groove.baseUrl}/tickets/${id}/state`, {
  method: 'PUT',
  headers: { Authorization: `Bearer ${app.sandbox.groove.token}`, 'Content-Type': 'application/json' },
  body: JSON.stringify({ state }),
});

test.describe('offline', () => {
  test.beforeEach(({ app }) => app.allowErrors(/^console: .*ERR_INTERNET_DISCONNECTED/));

  test('changes are queued, counted, and sent once after reconnecting', async ({ app, page, context }) => {
    const id = await openFirst(app, page);
    const { editor, alerts, notice } = screen(page);
    // The options are requested when the list is first opened.
    await editor('Assignee').click();
    await expect(page.getByRole('option', { name: /^Amara/ })).toBeVisible();
    await page.keyboard.press('Escape');
    await context.setOffline(true);
    await choose(page, editor('State'), 'Pend', 'Pending');
    await choose(page, editor('Assignee'), 'Amara Okafor');
    await expect(alerts.filter({ hasText: "You're offline" })).toContainText('2 changes are waiting to be sent');
    await expect(editor('State')).toHaveValue('Pending');
    await context.setOffline(false);
    await expect(notice.filter({ hasText: "You're back online." })).toBeVisible();
    await expect(alerts.filter({ hasText: /./ })).toHaveCount(0);
    await expect.poll(() => app.requestsTo('groove', 'PUT')).toEqual([`PUT /tickets/${id}/state`, `PUT /tickets/${id}/assignee`]);
  });

  test('an undone change is never sent', async ({ app, page, context }) => {
    await openFirst(app, page);
    const { editor, alerts, notice } = screen(page);
    const before = await editor('State').inputValue();
    await context.setOffline(true);
    await choose(page, editor('State'), 'Pend', 'Pending');
    await notice.getByRole('button', { name: 'Undo' }).click();
    await expect(editor('State')).toHaveValue(before);
    await expect(alerts.filter({ hasText: 'offline' })).not.toContainText('waits');
    await context.setOffline(false);
    await expect(alerts.filter({ hasText: /./ })).toHaveCount(0);
    await screen(page).button('Refresh').click();
    await expect.poll(() => app.requestsTo('groove', 'GET /tickets?')).not.toHaveLength(1);
    expect(await app.requestsTo('groove', 'PUT')).toEqual([]);
  });

  for (const [choice, sentCount, shown] of [['Use mine', 1, 'Pending'], ['Keep theirs', 0, 'Closed']]) {
    test(`a conflict with another agent is resolved by “${choice}”`, async ({ app, page, context }) => {
      const id = await openFirst(app, page);
      const { editor, alerts } = screen(page);
      await context.setOffline(true);
      await choose(page, editor('State'), 'Pend', 'Pending');
      await changeAsAnotherAgent(app, id, 'closed');
      await context.setOffline(false);
      const conflict = alerts.filter({ hasText: 'changed by someone else' });
      await expect(conflict).toContainText('Theirs: State: Closed. Yours: State: Pending.');
      await expect(editor('State')).toHaveValue('Closed');
      await conflict.getByRole('button', { name: choice }).click();
      await expect(editor('State')).toHaveValue(shown);
      await expect.poll(() => app.requestsTo('groove', 'PUT')).toHaveLength(1 + sentCount);
    });
  }
});

test.describe('queued changes', () => {
  test.beforeEach(({ app }) => app.allowErrors(/^console: .*(ERR_INTERNET_DISCONNECTED|502)/));

  test('survive a helpdesk that returns only errors', async ({ app, page }) => {
    await page.clock.install({ time: new Date() });
    const id = await openFirst(app, page);
    const { editor, alerts } = screen(page);
    await app.sandbox.fault({ path: '/groove', ...json(502, {}), times: 5 });
    await screen(page).button('Refresh').click();
    await expect(async () => {
      await page.clock.fastForward(1000);
      await expect(alerts.filter({ hasText: '(502)' })).toContainText('Trying again in', { timeout: 100 });
    }).toPass();
    await choose(page, editor('State'), 'Pend', 'Pending');
    await editor('Add label').click();
    await editor('Add label').fill('brand new');
    await page.keyboard.press('Enter');
    await expect(alerts.filter({ hasText: '(502)' })).toContainText('2 changes are waiting to be sent');
    await expect(async () => {
      await page.clock.fastForward(5000);
      expect(await app.requestsTo('groove', 'PUT')).toEqual([`PUT /tickets/${id}/state`]);
      expect(await app.requestsTo('groove', 'POST')).toEqual([`POST /tickets/${id}/tags`]);
    }).toPass({ intervals: [100] });
    await expect(alerts.filter({ hasText: /./ })).toHaveCount(0);
    await expect(editor('State')).toHaveValue('Pending');
  });

  test('are each checked for conflicts', async ({ app, page, context }) => {
    const id = await openFirst(app, page);
    const { editor, alerts } = screen(page);
    await editor('Assignee').click();
    await expect(page.getByRole('option', { name: /^Amara/ })).toBeVisible();
    await page.keyboard.press('Escape');
    await context.setOffline(true);
    await editor('Add label').click();
    await editor('Add label').fill('brand new');
    await page.keyboard.press('Enter');
    await choose(page, editor('State'), 'Pend', 'Pending');
    await changeAsAnotherAgent(app, id, 'closed');
    await context.setOffline(false);
    await expect(alerts.filter({ hasText: 'changed by someone else' })).toContainText('Theirs: State: Closed.');
    await expect.poll(() => app.requestsTo('groove', 'POST')).toEqual([`POST /tickets/${id}/tags`]);
    expect(await app.requestsTo('groove', 'PUT'), 'only the other agent’s change').toHaveLength(1);
  });

  test('are sent even if the ticket does not include the field', async ({ app, page, context }) => {
    const id = await app.openFirstTicket('zaia', '&status=ongoing');
    const { editor, ticket } = screen(page);
    await choose(page, editor('Add label'), 'VIP');
    const remove = ticket.getByRole('button', { name: 'Remove label VIP', exact: true });
    await expect.poll(() => app.requestsTo('zaia', 'POST')).toHaveLength(1);
    await context.setOffline(true);
    await remove.click();
    await expect(remove).toHaveCount(0);
    await context.setOffline(false);
    await expect.poll(async () => (await app.requestsTo('zaia', 'DELETE')).map((line) => line.replace(/[^/]+$/, '…'))).toEqual([`DELETE /api/v1/tickets/${id}/tags/…`]);
    await expect(remove).toHaveCount(0);
  });

  test('are reverted with a message if their account is removed', async ({ app, page, context }) => {
    await openFirst(app, page);
    const { editor, alerts, button, dialog } = screen(page);
    await button('Settings').click();
    await expect(dialog('Settings')).toBeVisible();
    await page.keyboard.press('Escape');
    await context.setOffline(true);
    await choose(page, editor('State'), 'Pend', 'Pending');
    await button('Settings').click();
    await dialog('Settings').getByRole('listitem').filter({ hasText: 'Acme' }).getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
    await page.keyboard.press('Escape');
    await expect(alerts.filter({ hasText: 'Reverted: State: Pending' })).toContainText('account was removed');
  });
});

test('a list that could not be refreshed is reloaded', async ({ app, page }) => {
  app.allowErrors(/^console: .*500/);
  await app.openAccounts('?account=acme');
  const { rows, rowOf, alerts, button } = screen(page);
  const { groove } = app.sandbox;
  await fetch(`${groove.baseUrl}/tickets`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${groove.token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ from: 'grace@adeyemi.example', to: 'help@tern.example', subject: 'Brand new', body: 'Hello' }),
  });
  await app.sandbox.fault({ path: '/tickets', ...json(500, {}) });
  await button('Refresh').click();
  await expect(alerts).toContainText('(500)');
  await expect(rows.first()).toBeVisible();
  await button('Try again').click();
  await expect(rowOf({ title: 'Brand new' })).toHaveAttribute('aria-rowindex', '2');
});

test('closing the tab with a pending change asks for confirmation', async ({ app, page }) => {
  await openFirst(app, page);
  await app.sandbox.fault({ path: '/tickets', method: 'PUT', hang: true });
  await choose(page, screen(page).editor('State'), 'Pend', 'Pending');
  const confirmation = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const dialog = await confirmation;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.accept();
});

test('closing the tab without a pending change does not ask', async ({ app, page }) => {
  await openFirst(app, page);
  await choose(page, screen(page).editor('State'), 'Pend', 'Pending');
  await expect.poll(() => app.requestsTo('groove', 'PUT')).toHaveLength(1);
  // The listener is removed when the response has arrived.
  await expect.poll(() => page.evaluate(() => window.onbeforeunload === null)).toBe(true);
  const closed = page.waitForEvent('close');
  page.on('dialog', () => { throw new Error('it asks'); });
  await page.close({ runBeforeUnload: true });
  await closed;
});

test('a proxy that fails and comes back is reported and retried, and changes are sent once', async ({ app, page }) => {
  app.allowErrors(/^console: /);
  await page.clock.install({ time: new Date() });
  let proxy = await startProxy();
  app.allowOrigin(proxy.url);
  await app.openAccounts('?account=acme&status=opened', { accounts: [app.account({ proxy: `${proxy.url}/` })] });
  const { rows, ticket, editor, alerts, notice } = screen(page);
  await rows.first().click();
  await expect(ticket).toHaveAttribute('aria-busy', 'false');
  await app.conversationLoaded();
  await proxy.stop();
  await screen(page).button('Refresh').click();
  const banner = page.getByRole('region', { name: 'Ticket list' }).getByRole('alert').filter({ hasText: "The CORS proxy can't be reached" });
  await expect(async () => {
    await page.clock.fastForward(1000);
    await expect(banner).toContainText('Trying again in', { timeout: 100 });
  }).toPass();
  await expect(rows.first()).toBeVisible();
  await choose(page, editor('State'), 'Pend', 'Pending');
  await expect(banner).toContainText('1 change is waiting to be sent');
  proxy = await startProxy(new URL(proxy.url).port);
  await expect(async () => {
    await page.clock.fastForward(2000);
    await expect(notice.filter({ hasText: 'is responding again' })).toBeVisible({ timeout: 200 });
  }).toPass();
  await expect(alerts.filter({ hasText: /./ })).toHaveCount(0);
  await expect.poll(() => app.requestsTo('groove', 'PUT')).toHaveLength(1);
  await expect(editor('State')).toHaveValue('Pending');
  await proxy.stop();
});

test('after a rate limit only that helpdesk pauses, and resumes by itself', async ({ app, page }) => {
  app.allowErrors(/^console: .*429/);
  await page.clock.install({ time: new Date() });
  await app.openAccounts();
  await app.sandbox.fault({ path: '/supportbee/tickets', ...json(429, {}), headers: { 'Retry-After': '30' } });
  const { alerts, notice, rows } = screen(page);
  await screen(page).button('Refresh').click();
  const banner = alerts.filter({ hasText: 'Rate limit reached' });
  await expect(banner).toContainText('Bee');
  await expect(banner.getByRole('timer')).toContainText(/Trying again in \d+ s/);
  await expect(rows.first()).toBeVisible();
  const requests = await app.requestsTo('supportbee');
  await screen(page).button('Refresh').click();
  await expect.poll(async () => (await app.requestsTo('groove', 'GET /tickets?')).length).toBe(3);
  expect(await app.requestsTo('supportbee'), 'it gets no requests').toEqual(requests);
  await page.clock.fastForward(31_000);
  await expect(notice.filter({ hasText: 'Bee is responding again.' })).toBeVisible();
  await expect(banner).toHaveCount(0);
});

test('the request log has no token and no search text', async ({ app, page, context }) => {
  app.allowErrors(/^console: .*500/);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await app.openAccounts('?account=bee');
  const { search, button, dialog } = screen(page);
  await app.sandbox.fault({ path: '/supportbee/tickets/search', ...json(500, {}) });
  await search.fill('grandmother');
  await button('Request log').click();
  const log = dialog('Request log');
  await expect(log.getByRole('row').nth(1)).toContainText('GET /tickets/…?query=…');
  await expect(log.getByRole('row').nth(1)).toContainText('500');
  await log.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(log.getByRole('status')).toHaveText('Copied.');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ Bee: GET \/tickets\/…\?query=….*: 500, \d+ ms/);
  expect(copied).not.toContain('grandmother');
  expect(copied).not.toContain(app.sandbox.supportbee.token);
});

test('a response of more than 20 MB is refused with a message', async ({ app, page }) => {
  app.allowErrors(/^console: /);
  await app.signIn();
  await app.sandbox.fault({ path: '/tickets', ...json(200, { tickets: [], filler: 'x'.repeat(21_000_000) }) });
  await screen(page).button('Refresh').click();
  await expect(screen(page).alerts).toContainText('larger than 20 MB');
  await expect(screen(page).rows.first()).toBeVisible();
});

test('the draft of a new ticket survives a reload, and is deleted when it is sent', async ({ app, page }) => {
  await app.openAccounts('?account=acme');
  const { button, dialog, notice } = screen(page);
  const form = dialog('New ticket');
  const field = (name) => form.getByRole('textbox', { name, exact: true });
  await button('New ticket').first().click();
  await field('From').fill('grace@adeyemi.example');
  await field('To').fill('help@tern.example');
  await field('Message').fill('The kettle leaks.');
  await page.reload();
  await button('New ticket').first().click();
  await expect(field('Message')).toHaveValue('The kettle leaks.');
  await form.getByRole('button', { name: 'Create ticket' }).click();
  await expect(notice).toContainText('was created');
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('kettle');
  await page.reload();
  await button('New ticket').first().click();
  await expect(field('Message')).toHaveValue('');
});

test('the rows match the latest search, however late the responses arrive', async ({ app, page }) => {
  test.setTimeout(60_000);
  await app.openAccounts('?account=bee');
  const { search, rows, alerts, grid } = screen(page);
  // Reproducible delays between 0 and 2 s, from a linear congruential generator.
  let seed = 7;
  for (let turn = 0; turn < 40; turn += 1) {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    await app.sandbox.fault({ path: '/supportbee/tickets', delayMs: seed % 2000 });
  }
  const words = 'refund invoice delivery late x';
  expect(words).toHaveLength(30);
  for (const letter of words) {
    await search.press(letter === ' ' ? 'Space' : letter);
    // Some letters are searched at once, so that many requests are pending together.
    if (letter > 'h') await search.press('Enter');
  }
  await search.fill('refund');
  await expect(rows.first()).toContainText(/\brefund/i);
  // From here on, all rendered rows are recorded.
  await page.evaluate(() => {
    const texts = () => Array.from(document.querySelectorAll('[role=grid] [role=row]:not([aria-rowindex="1"])'), (row) => row.innerText);
    window.rendered = [texts()];
    new MutationObserver(() => window.rendered.push(texts())).observe(document.querySelector('[role=grid]'), { subtree: true, childList: true, characterData: true });
  });
  await search.press('Enter');
  await expect.poll(async () => (await app.requestsTo('supportbee', 'GET /tickets/search')).filter((line) => line.includes('query=refund&')).length).toBeGreaterThan(0);
  await expect(grid).toHaveAttribute('aria-busy', 'false');
  await expect(rows.first()).toBeVisible();
  await expect(alerts.filter({ hasText: /./ })).toHaveCount(0);
  const shown = await rows.allInnerTexts();
  const rendered = (await page.evaluate(() => window.rendered)).flat();
  // The same search without any other pending request.
  await app.sandbox.reset();
  await page.reload();
  await expect(grid).toHaveAttribute('aria-busy', 'false');
  await expect(rows.first()).toBeVisible();
  const expected = await rows.allInnerTexts();
  expect(shown).toEqual(expect.arrayContaining(expected));
  // Rows that were loaded before may also be shown if they match.
  for (const row of [...shown, ...rendered]) expect(expected.includes(row) || /\brefund/i.test(row), row).toBe(true);
});

test.describe('a crash of the app', () => {
  test('keeps typed text and rows, and can be reported', async ({ app, page, context }) => {
    app.allowErrors(/^(console|exception): /);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await app.openAccounts('?account=acme');
    const { button, dialog, rows } = screen(page);
    await button('New ticket').first().click();
    await dialog('New ticket').getByRole('textbox', { name: 'Message', exact: true }).fill('Half a sentence');
    // Makes the browser fail at what the app relies on, so that the next rendering crashes it.
    await page.evaluate(() => {
      const real = Document.prototype.createElement;
      Document.prototype.createElement = () => {
        Document.prototype.createElement = real;
        throw new TypeError('no');
      };
    });
    await dialog('New ticket').getByRole('combobox', { name: 'Assignee', exact: true }).click();
    const end = dialog(/./).filter({ hasText: 'Deskbell has stopped' });
    await expect(end.getByRole('alert')).toContainText('internal error');
    await expect(end.getByRole('textbox', { name: 'Message' })).toHaveValue('Half a sentence');
    await expect(rows.first()).toBeVisible();
    await end.getByText('Report for support').click();
    await end.getByRole('button', { name: 'Copy report' }).click();
    const report = await page.evaluate(() => navigator.clipboard.readText());
    expect(report).toContain('Deskbell 0.1.0 stopped at');
    expect(report).toContain('GET /tickets?page=1');
    expect(report).not.toContain(app.sandbox.groove.token);
    await end.getByRole('button', { name: 'Reload' }).click();
    await expect(rows.first()).toBeVisible();
    await button('New ticket').first().click();
    await expect(dialog('New ticket').getByRole('textbox', { name: 'Message', exact: true })).toHaveValue('Half a sentence');
  });
});

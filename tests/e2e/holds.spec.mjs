// What holds when something breaks: changes wait and are sent once, nobody's work is overwritten in silence, what was
// typed stays, and what goes wrong can be looked at and told.
import { expect, test } from './support/desk.mjs';
import { startProxy } from './support/services.mjs';
import { choose, screen } from './support/screen.mjs';

const json = (status, document) => ({ status, body: JSON.stringify(document), contentType: 'application/json' });

/** Opens the first ticket of a view, and waits until all of the app is there. */
async function openFirst(desk, page, query = '&status=opened') {
  const id = await desk.openFirst('acme', query);
  await desk.whole();
  return id;
}

/** Changes a ticket as somebody else would. */
const byAnother = (desk, id, state) => fetch(`${desk.sandbox.groove.baseUrl}/tickets/${id}/state`, {
  method: 'PUT',
  headers: { Authorization: `Bearer ${desk.sandbox.groove.token}`, 'Content-Type': 'application/json' },
  body: JSON.stringify({ state }),
});

test.describe('without a network', () => {
  test.beforeEach(({ desk }) => desk.tolerate(/^console: .*ERR_INTERNET_DISCONNECTED/));

  test('changes wait in turn, are counted, and are sent once when it is back', async ({ desk, page, context }) => {
    const id = await openFirst(desk, page);
    const { editor, trouble, notice } = screen(page);
    // Who can be chosen is asked for when it is first looked at.
    await editor('Assignee').click();
    await expect(page.getByRole('option', { name: /^Amara/ })).toBeVisible();
    await page.keyboard.press('Escape');
    await context.setOffline(true);
    await choose(page, editor('State'), 'Pend', 'Pending');
    await choose(page, editor('Assignee'), 'Amara Okafor');
    await expect(trouble.filter({ hasText: 'You are offline' })).toContainText('2 changes wait to be sent');
    await expect(editor('State')).toHaveValue('Pending');
    await context.setOffline(false);
    await expect(notice.filter({ hasText: "You're back online." })).toBeVisible();
    await expect(trouble.filter({ hasText: /./ })).toHaveCount(0);
    await expect.poll(() => desk.askedOf('groove', 'PUT')).toEqual([`PUT /tickets/${id}/state`, `PUT /tickets/${id}/assignee`]);
  });

  test('a change that is undone is never sent', async ({ desk, page, context }) => {
    await openFirst(desk, page);
    const { editor, trouble, notice } = screen(page);
    const before = await editor('State').inputValue();
    await context.setOffline(true);
    await choose(page, editor('State'), 'Pend', 'Pending');
    await notice.getByRole('button', { name: 'Undo' }).click();
    await expect(editor('State')).toHaveValue(before);
    await expect(trouble.filter({ hasText: 'offline' })).not.toContainText('waits');
    await context.setOffline(false);
    await expect(trouble.filter({ hasText: /./ })).toHaveCount(0);
    await screen(page).button('Refresh').click();
    await expect.poll(() => desk.askedOf('groove', 'GET /tickets?')).not.toHaveLength(1);
    expect(await desk.askedOf('groove', 'PUT')).toEqual([]);
  });

  for (const [choice, sent, shown] of [['Use mine', 1, 'Pending'], ['Keep theirs', 0, 'Closed']]) {
    test(`somebody else was faster: “${choice}”`, async ({ desk, page, context }) => {
      const id = await openFirst(desk, page);
      const { editor, trouble } = screen(page);
      await context.setOffline(true);
      await choose(page, editor('State'), 'Pend', 'Pending');
      await byAnother(desk, id, 'closed');
      await context.setOffline(false);
      const conflict = trouble.filter({ hasText: 'changed by somebody else' });
      await expect(conflict).toContainText('Theirs: State: Closed. Yours: State: Pending.');
      await expect(editor('State')).toHaveValue('Closed');
      await conflict.getByRole('button', { name: choice }).click();
      await expect(editor('State')).toHaveValue(shown);
      await expect.poll(() => desk.askedOf('groove', 'PUT')).toHaveLength(1 + sent);
    });
  }
});

test.describe('changes that wait', () => {
  test.beforeEach(({ desk }) => desk.tolerate(/^console: .*(ERR_INTERNET_DISCONNECTED|502)/));

  test('outlast a helpdesk that answers nothing but errors', async ({ desk, page }) => {
    await page.clock.install({ time: new Date() });
    const id = await openFirst(desk, page);
    const { editor, trouble } = screen(page);
    await desk.sandbox.fault({ path: '/groove', ...json(502, {}), times: 5 });
    await screen(page).button('Refresh').click();
    await expect(async () => {
      await page.clock.fastForward(1000);
      await expect(trouble.filter({ hasText: '(502)' })).toContainText('Trying again in', { timeout: 100 });
    }).toPass();
    await choose(page, editor('State'), 'Pend', 'Pending');
    await editor('Add label').click();
    await editor('Add label').fill('brand new');
    await page.keyboard.press('Enter');
    await expect(trouble.filter({ hasText: '(502)' })).toContainText('2 changes wait to be sent');
    await expect(async () => {
      await page.clock.fastForward(5000);
      expect(await desk.askedOf('groove', 'PUT')).toEqual([`PUT /tickets/${id}/state`]);
      expect(await desk.askedOf('groove', 'POST')).toEqual([`POST /tickets/${id}/tags`]);
    }).toPass({ intervals: [100] });
    await expect(trouble.filter({ hasText: /./ })).toHaveCount(0);
    await expect(editor('State')).toHaveValue('Pending');
  });

  test('are each looked at for what somebody else did', async ({ desk, page, context }) => {
    const id = await openFirst(desk, page);
    const { editor, trouble } = screen(page);
    await editor('Assignee').click();
    await expect(page.getByRole('option', { name: /^Amara/ })).toBeVisible();
    await page.keyboard.press('Escape');
    await context.setOffline(true);
    await editor('Add label').click();
    await editor('Add label').fill('brand new');
    await page.keyboard.press('Enter');
    await choose(page, editor('State'), 'Pend', 'Pending');
    await byAnother(desk, id, 'closed');
    await context.setOffline(false);
    await expect(trouble.filter({ hasText: 'changed by somebody else' })).toContainText('Theirs: State: Closed.');
    await expect.poll(() => desk.askedOf('groove', 'POST')).toEqual([`POST /tickets/${id}/tags`]);
    expect(await desk.askedOf('groove', 'PUT'), 'only the other agent’s').toHaveLength(1);
  });

  test('are sent where the ticket itself does not tell them', async ({ desk, page, context }) => {
    const id = await desk.openFirst('zaia', '&status=ongoing');
    const { editor, ticket } = screen(page);
    await choose(page, editor('Add label'), 'VIP');
    const remove = ticket.getByRole('button', { name: 'Remove label VIP', exact: true });
    await expect.poll(() => desk.askedOf('zaia', 'POST')).toHaveLength(1);
    await context.setOffline(true);
    await remove.click();
    await expect(remove).toHaveCount(0);
    await context.setOffline(false);
    await expect.poll(async () => (await desk.askedOf('zaia', 'DELETE')).map((line) => line.replace(/[^/]+$/, '…'))).toEqual([`DELETE /api/v1/tickets/${id}/tags/…`]);
    await expect(remove).toHaveCount(0);
  });

  test('end with a word when their account is removed', async ({ desk, page, context }) => {
    await openFirst(desk, page);
    const { editor, trouble, button, dialog } = screen(page);
    await button('Settings').click();
    await expect(dialog('Settings')).toBeVisible();
    await page.keyboard.press('Escape');
    await context.setOffline(true);
    await choose(page, editor('State'), 'Pend', 'Pending');
    await button('Settings').click();
    await dialog('Settings').getByRole('listitem').filter({ hasText: 'Acme' }).getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
    await page.keyboard.press('Escape');
    await expect(trouble.filter({ hasText: 'Taken back: State: Pending' })).toContainText('account was removed');
  });
});

test('a list that could not be refreshed begins anew', async ({ desk, page }) => {
  desk.tolerate(/^console: .*500/);
  await desk.enterAll('?account=acme');
  const { rows, rowOf, trouble, button } = screen(page);
  const { groove } = desk.sandbox;
  await fetch(`${groove.baseUrl}/tickets`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${groove.token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ from: 'grace@adeyemi.example', to: 'help@tern.example', subject: 'Brand new', body: 'Hello' }),
  });
  await desk.sandbox.fault({ path: '/tickets', ...json(500, {}) });
  await button('Refresh').click();
  await expect(trouble).toContainText('(500)');
  await expect(rows.first()).toBeVisible();
  await button('Try again').click();
  await expect(rowOf({ title: 'Brand new' })).toHaveAttribute('aria-rowindex', '2');
});

test('leaving with a change under way asks', async ({ desk, page }) => {
  await openFirst(desk, page);
  await desk.sandbox.fault({ path: '/tickets', method: 'PUT', hang: true });
  await choose(page, screen(page).editor('State'), 'Pend', 'Pending');
  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.accept();
});

test('leaving with nothing under way does not ask', async ({ desk, page }) => {
  await openFirst(desk, page);
  await choose(page, screen(page).editor('State'), 'Pend', 'Pending');
  await expect.poll(() => desk.askedOf('groove', 'PUT')).toHaveLength(1);
  // The answer is on its way back still; once it is there, nothing listens for whoever leaves.
  await expect.poll(() => page.evaluate(() => window.onbeforeunload === null)).toBe(true);
  const closed = page.waitForEvent('close');
  page.on('dialog', () => { throw new Error('it asks'); });
  await page.close({ runBeforeUnload: true });
  await closed;
});

test('a proxy dies and comes back: it is told, it is tried again, changes go out once', async ({ desk, page }) => {
  desk.tolerate(/^console: /);
  await page.clock.install({ time: new Date() });
  let proxy = await startProxy();
  desk.know(proxy.url);
  await desk.enterAll('?account=acme&status=opened', { accounts: [desk.account({ proxy: `${proxy.url}/` })] });
  const { rows, ticket, editor, trouble, notice } = screen(page);
  await rows.first().click();
  await expect(ticket).toHaveAttribute('aria-busy', 'false');
  await desk.said();
  await proxy.stop();
  await screen(page).button('Refresh').click();
  const banner = page.getByRole('region', { name: 'Ticket list' }).getByRole('alert').filter({ hasText: 'The CORS proxy cannot be reached' });
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
  await expect(trouble.filter({ hasText: /./ })).toHaveCount(0);
  await expect.poll(() => desk.askedOf('groove', 'PUT')).toHaveLength(1);
  await expect(editor('State')).toHaveValue('Pending');
  await proxy.stop();
});

test('a helpdesk that asks for a pause is left alone, the others are not, and it goes on by itself', async ({ desk, page }) => {
  desk.tolerate(/^console: .*429/);
  await page.clock.install({ time: new Date() });
  await desk.enterAll();
  await desk.sandbox.fault({ path: '/supportbee/tickets', ...json(429, {}), headers: { 'Retry-After': '30' } });
  const { trouble, notice, rows } = screen(page);
  await screen(page).button('Refresh').click();
  const banner = trouble.filter({ hasText: 'Too many requests' });
  await expect(banner).toContainText('Bee');
  await expect(banner.getByRole('timer')).toContainText(/Trying again in \d+ s/);
  await expect(rows.first()).toBeVisible();
  const asked = await desk.askedOf('supportbee');
  await screen(page).button('Refresh').click();
  await expect.poll(async () => (await desk.askedOf('groove', 'GET /tickets?')).length).toBe(3);
  expect(await desk.askedOf('supportbee'), 'it is left alone').toEqual(asked);
  await page.clock.fastForward(31_000);
  await expect(notice.filter({ hasText: 'Bee is responding again.' })).toBeVisible();
  await expect(banner).toHaveCount(0);
});

test('the request log tells what happened, and holds no token and nobody’s words', async ({ desk, page, context }) => {
  desk.tolerate(/^console: .*500/);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await desk.enterAll('?account=bee');
  const { search, button, dialog } = screen(page);
  await desk.sandbox.fault({ path: '/supportbee/tickets/search', ...json(500, {}) });
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
  expect(copied).not.toContain(desk.sandbox.supportbee.token);
});

test('an answer of more than 20 MB is refused with a sentence', async ({ desk, page }) => {
  desk.tolerate(/^console: /);
  await desk.enter();
  await desk.sandbox.fault({ path: '/tickets', ...json(200, { tickets: [], filler: 'x'.repeat(21_000_000) }) });
  await screen(page).button('Refresh').click();
  await expect(screen(page).trouble).toContainText('larger than 20 MB');
  await expect(screen(page).rows.first()).toBeVisible();
});

test('a new ticket survives a reload, and is gone once it is sent', async ({ desk, page }) => {
  await desk.enterAll('?account=acme');
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

test('the rows are those of the newest words, however late the answers come', async ({ desk, page }) => {
  test.setTimeout(60_000);
  await desk.enterAll('?account=bee');
  const { search, rows, trouble, grid } = screen(page);
  // The same for every run: the delays of a linear congruence, between 0 and 2 s.
  let seed = 7;
  for (let turn = 0; turn < 40; turn += 1) {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    await desk.sandbox.fault({ path: '/supportbee/tickets', delayMs: seed % 2000 });
  }
  const words = 'refund invoice delivery late x';
  expect(words).toHaveLength(30);
  for (const letter of words) {
    await search.press(letter === ' ' ? 'Space' : letter);
    // Every other letter is looked for at once, so that many answers are on their way together.
    if (letter > 'h') await search.press('Enter');
  }
  await search.fill('refund');
  await expect(rows.first()).toContainText(/\brefund/i);
  // From here on every set of rows that is ever drawn is noted.
  await page.evaluate(() => {
    const texts = () => Array.from(document.querySelectorAll('[role=grid] [role=row]:not([aria-rowindex="1"])'), (row) => row.innerText);
    window.drawn = [texts()];
    new MutationObserver(() => window.drawn.push(texts())).observe(document.querySelector('[role=grid]'), { subtree: true, childList: true, characterData: true });
  });
  await search.press('Enter');
  await expect.poll(async () => (await desk.askedOf('supportbee', 'GET /tickets/search')).filter((line) => line.includes('query=refund&')).length).toBeGreaterThan(0);
  await expect(grid).toHaveAttribute('aria-busy', 'false');
  await expect(rows.first()).toBeVisible();
  await expect(trouble.filter({ hasText: /./ })).toHaveCount(0);
  const shown = await rows.allInnerTexts();
  const drawn = (await page.evaluate(() => window.drawn)).flat();
  // The same asked for alone, when nothing else is on its way.
  await desk.sandbox.reset();
  await page.reload();
  await expect(grid).toHaveAttribute('aria-busy', 'false');
  await expect(rows.first()).toBeVisible();
  const alone = await rows.allInnerTexts();
  expect(shown).toEqual(expect.arrayContaining(alone));
  // Besides there may be what was loaded before and holds the words, and nothing else.
  for (const row of [...shown, ...drawn]) expect(alone.includes(row) || /\brefund/i.test(row), row).toBe(true);
});

test.describe('the app’s own failure', () => {
  test('keeps what was typed and what was there, and can be reported', async ({ desk, page, context }) => {
    desk.tolerate(/^(console|exception): /);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await desk.enterAll('?account=acme');
    const { button, dialog, rows } = screen(page);
    await button('New ticket').first().click();
    await dialog('New ticket').getByRole('textbox', { name: 'Message', exact: true }).fill('Half a sentence');
    // The browser refuses what the app relies on: the next thing that it draws ends it.
    await page.evaluate(() => {
      const real = Document.prototype.createElement;
      Document.prototype.createElement = () => {
        Document.prototype.createElement = real;
        throw new TypeError('no');
      };
    });
    await dialog('New ticket').getByRole('combobox', { name: 'Assignee', exact: true }).click();
    const end = dialog(/./).filter({ hasText: 'Deskbell has stopped' });
    await expect(end.getByRole('alert')).toContainText('error of its own');
    await expect(end.getByRole('textbox', { name: 'Message' })).toHaveValue('Half a sentence');
    await expect(rows.first()).toBeVisible();
    await end.getByText('Report for support').click();
    await end.getByRole('button', { name: 'Copy report' }).click();
    const report = await page.evaluate(() => navigator.clipboard.readText());
    expect(report).toContain('Deskbell 0.1.0 stopped at');
    expect(report).toContain('GET /tickets?page=1');
    expect(report).not.toContain(desk.sandbox.groove.token);
    await end.getByRole('button', { name: 'Reload' }).click();
    await expect(rows.first()).toBeVisible();
    await button('New ticket').first().click();
    await expect(dialog('New ticket').getByRole('textbox', { name: 'Message', exact: true })).toHaveValue('Half a sentence');
  });
});

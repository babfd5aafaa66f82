// Bulk changes: selecting all matching tickets, progress, results, and several levels of undo.
import { expectAccessible } from './support/axe.mjs';
import { expect, test } from './support/app.mjs';
import { screen } from './support/screen.mjs';

/** Makes an account without a rate limit. */
const withoutRateLimit = (app) => ({ config: { version: 1, accounts: [app.account({ requestsPerMinute: 0 })] } });

const progress = (page) => page.getByRole('region', { name: 'Changes in progress' });

test('all matching tickets are loaded, selected and closed, and refused changes are retried', async ({ app, page }) => {
  test.setTimeout(60_000);
  app.allowErrors(/^console: .* 422 /);
  await app.sandbox.reset(120);
  await app.signIn('', withoutRateLimit(app));
  // Two tickets that are not closed yet.
  const open = screen(page).rows.filter({ hasNot: page.locator('.state.closed') }).locator('a.subject');
  const numbers = (await Promise.all([1, 3].map((at) => open.nth(at).getAttribute('href')))).map((href) => /acme:(\d+)/.exec(href)[1]);
  for (const number of numbers) {
    await app.sandbox.fault({ method: 'PUT', path: `/tickets/${number}/state`, status: 422, body: '{"errors":{"state":["is locked"]}}' });
  }
  await page.keyboard.press('A');
  await page.getByRole('button', { name: 'Select all 120 that match' }).click();
  await expect(screen(page).grid.getByText('120 selected')).toBeVisible();
  await expect(page.getByRole('button', { name: /that match/ })).toHaveCount(0);

  await page.getByRole('toolbar', { name: 'Selected tickets' }).getByRole('button', { name: 'Close' }).click();
  await expect(progress(page)).toContainText('done, 2 not done.', { timeout: 30_000 });
  await expectAccessible(page);
  const refused = async () => (await app.changes()).filter(([, , status]) => status === 422).length;
  const sent = (await app.changes()).length;
  expect(await refused()).toBe(2);
  await progress(page).getByRole('button', { name: 'Show results' }).click();
  const results = screen(page).dialog('Results');
  await expect(results.getByRole('listitem').first()).toContainText('is locked');
  await expect(results.getByRole('listitem').nth(1)).toContainText('is locked');
  await expect(results.getByRole('listitem').nth(2)).toContainText('Done');
  await expectAccessible(page);
  await results.getByRole('button', { name: 'Retry failed' }).click();
  await expect.poll(async () => (await app.changes()).length).toBe(sent + 2);
  expect(await refused(), 'only the refused changes are sent again').toBe(2);
  await expect(progress(page)).toHaveCount(0);
});

test('a bulk change is paused, resumed and cancelled, and its finished part is undone as one', async ({ app, page }) => {
  await app.signIn('', withoutRateLimit(app));
  await app.sandbox.fault({ method: 'PUT', path: '/tickets/', times: 1000, delayMs: 300 });
  await page.keyboard.press('A');
  await page.keyboard.press('e');
  const sent = () => app.grooveRequests('PUT').then((lines) => lines.length);
  await expect.poll(sent).toBeGreaterThan(4);
  await progress(page).getByRole('button', { name: 'Pause' }).click();
  await expect(progress(page)).toContainText(/Paused at \d+ of \d+\./);
  // Pending requests finish, and no further ones are sent.
  const settled = async () => {
    const reported = Number(/Paused at (\d+)/.exec(await progress(page).innerText())?.[1]);
    return reported === (await sent());
  };
  await expect.poll(settled).toBe(true);
  const paused = await sent();
  await progress(page).getByRole('button', { name: 'Resume' }).click();
  await expect.poll(sent).toBeGreaterThan(paused);
  await progress(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(progress(page)).toContainText(/\d+ of \d+ done, \d+ not done\./);
  const done = Number(/(\d+) of/.exec(await progress(page).innerText())[1]);
  await page.keyboard.press('z');
  await expect.poll(sent, { timeout: 30_000 }).toBe(2 * done);
});

test('a bulk change over several helpdesks skips those that do not support it, and says so', async ({ app, page }) => {
  await app.openAccounts();
  const { grid, notice } = screen(page);
  const accounts = new Set();
  for (let steps = 0; accounts.size < 3 && steps < 40; steps += 1) {
    const row = grid.locator('[role=row][aria-current=true]');
    const account = await row.locator('.account').innerText();
    if (!accounts.has(account)) await page.keyboard.press('x');
    accounts.add(account);
    await page.keyboard.press('j');
  }
  await expect(grid.getByText('3 selected')).toBeVisible();
  const bar = page.getByRole('toolbar', { name: 'Selected tickets' });
  for (const name of ['Close', 'Assign', 'Star', 'Archive', 'Spam']) await expect(bar.getByRole('button', { name, exact: true })).toBeVisible();
  await bar.getByRole('button', { name: 'Archive' }).click();
  await expect(notice.getByText("2 tickets stay as they are. Their helpdesk doesn't support this.")).toBeVisible();
  await expect.poll(() => app.requestsTo('supportbee', 'POST')).toEqual([expect.stringMatching(/\/tickets\/\d+\/archive/)]);
  expect(await app.requestsTo('groove', 'PUT')).toEqual([]);
});

test('a label is removed from all selected tickets that have it', async ({ app, page }) => {
  const tickets = await app.tickets();
  const label = tickets.slice(0, 10).flatMap(({ tags }) => tags)[0];
  const labelled = tickets.slice(0, 10).filter(({ tags }) => tags.includes(label)).length;
  await app.signIn();
  await page.keyboard.press('x');
  for (let step = 1; step < 10; step += 1) await page.keyboard.press('Shift+J');
  await page.keyboard.press('Shift+L');
  await expect(screen(page).dialog('Remove a label from 10 tickets').getByRole('combobox', { name: 'Label' })).toBeFocused();
  await page.keyboard.type(label);
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await app.changes()).length).toBe(labelled);
});

test('several changes are listed and undone one by one', async ({ app, page }) => {
  await app.signIn();
  const { dialog } = screen(page);
  await page.keyboard.press('e');
  await page.keyboard.press('j');
  await page.keyboard.press('e');
  await expect.poll(async () => (await app.changes()).length).toBe(2);
  await expect(page.getByRole('button', { name: 'Undo' }).first()).toBeVisible();
  await page.keyboard.press('Shift+Z');
  const rows = dialog('Undo history').getByRole('listitem');
  await expect(rows).toHaveCount(2);
  await expectAccessible(page);
  await rows.last().getByRole('button', { name: 'Undo' }).click();
  await expect(rows).toHaveCount(1);
  await expect.poll(async () => (await app.changes()).length).toBe(3);
  await page.keyboard.press('Escape');
  await page.keyboard.press('z');
  await expect.poll(async () => (await app.changes()).length).toBe(4);
  await page.keyboard.press('z');
  await expect(screen(page).notice.getByText('Nothing to undo.')).toBeVisible();
  const [first, second, third, fourth] = (await app.changes()).map(([line]) => line);
  expect([third, fourth], 'the older change first, as chosen, then the newer one').toEqual([first, second]);
});

test('creating a ticket can be undone for a moment', async ({ app, page }) => {
  await app.signIn();
  await page.keyboard.press('c');
  const form = screen(page).dialog('New ticket');
  for (const [name, text] of [['From', 'maya@tern.example'], ['To', 'ana@x.example'], ['Message', 'Hello']]) {
    await form.getByRole('textbox', { name, exact: true }).fill(text);
  }
  await form.getByRole('button', { name: 'Create ticket' }).click();
  await form.getByRole('button', { name: 'Undo' }).click();
  await expect(form.getByRole('button', { name: 'Create ticket' })).toBeEnabled();
  await expect(form.getByRole('textbox', { name: 'Message', exact: true })).toHaveValue('Hello');
  await form.getByRole('textbox', { name: 'Message', exact: true }).fill('Hello again');
  await form.getByRole('button', { name: 'Create ticket' }).click();
  await expect(form).toHaveCount(0, { timeout: 10_000 });
  expect((await app.changes()).map(([line, body]) => [line, body.body])).toEqual([['POST /tickets', 'Hello again']]);
});

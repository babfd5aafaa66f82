// Many tickets at once: selecting all that match, the job with its bar, what became of each, and several levels of undo.
import { expectAccessible } from './support/axe.mjs';
import { expect, test } from './support/desk.mjs';
import { screen } from './support/screen.mjs';

/** An account whose helpdesk takes as many requests as come. */
const unpaced = (desk) => ({ config: { version: 1, accounts: [desk.account({ requestsPerMinute: 0 })] } });

const progress = (page) => page.getByRole('region', { name: 'Changes in progress' });

test('all that match are loaded, selected and closed, and what was refused is tried again', async ({ desk, page }) => {
  test.setTimeout(60_000);
  desk.tolerate(/^console: .* 422 /);
  await desk.sandbox.reset(120);
  await desk.enter('', unpaced(desk));
  // Two that are not closed yet.
  const open = screen(page).rows.filter({ hasNot: page.locator('.state.closed') }).locator('a.subject');
  const numbers = (await Promise.all([1, 3].map((at) => open.nth(at).getAttribute('href')))).map((href) => /acme:(\d+)/.exec(href)[1]);
  for (const number of numbers) {
    await desk.sandbox.fault({ method: 'PUT', path: `/tickets/${number}/state`, status: 422, body: '{"errors":{"state":["is locked"]}}' });
  }
  await page.keyboard.press('A');
  await page.getByRole('button', { name: 'Select all 120 that match' }).click();
  await expect(screen(page).grid.getByText('120 selected')).toBeVisible();
  await expect(page.getByRole('button', { name: /that match/ })).toHaveCount(0);

  await page.getByRole('toolbar', { name: 'Selected tickets' }).getByRole('button', { name: 'Close' }).click();
  await expect(progress(page)).toContainText('done, 2 not done.', { timeout: 30_000 });
  await expectAccessible(page);
  const refused = async () => (await desk.changes()).filter(([, , status]) => status === 422).length;
  const sent = (await desk.changes()).length;
  expect(await refused()).toBe(2);
  await progress(page).getByRole('button', { name: 'Show results' }).click();
  const results = screen(page).dialog('Results');
  await expect(results.getByRole('listitem').first()).toContainText('is locked');
  await expect(results.getByRole('listitem').nth(1)).toContainText('is locked');
  await expect(results.getByRole('listitem').nth(2)).toContainText('Done');
  await expectAccessible(page);
  await results.getByRole('button', { name: 'Retry failed' }).click();
  await expect.poll(async () => (await desk.changes()).length).toBe(sent + 2);
  expect(await refused(), 'the refused alone are sent again, and done').toBe(2);
  await expect(progress(page)).toHaveCount(0);
});

test('a job is paused, resumed and stopped; what was done can be undone as one', async ({ desk, page }) => {
  await desk.enter('', unpaced(desk));
  await desk.sandbox.fault({ method: 'PUT', path: '/tickets/', times: 1000, delayMs: 300 });
  await page.keyboard.press('A');
  await page.keyboard.press('e');
  const sent = () => desk.asked('PUT').then((lines) => lines.length);
  await expect.poll(sent).toBeGreaterThan(4);
  await progress(page).getByRole('button', { name: 'Pause' }).click();
  await expect(progress(page)).toContainText(/Paused at \d+ of \d+\./);
  // What was on its way is answered, and no more goes.
  const settled = async () => {
    const told = Number(/Paused at (\d+)/.exec(await progress(page).innerText())?.[1]);
    return told === (await sent());
  };
  await expect.poll(settled).toBe(true);
  const paused = await sent();
  await progress(page).getByRole('button', { name: 'Resume' }).click();
  await expect.poll(sent).toBeGreaterThan(paused);
  await progress(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(progress(page)).toContainText(/\d+ of \d+ done, \d+ not\./);
  const done = Number(/(\d+) of/.exec(await progress(page).innerText())[1]);
  await page.keyboard.press('z');
  await expect.poll(sent, { timeout: 30_000 }).toBe(2 * done);
});

test('a selection over several helpdesks does what each can, and says what it left', async ({ desk, page }) => {
  await desk.enterAll();
  const { grid, notice } = screen(page);
  const kinds = new Set();
  for (let steps = 0; kinds.size < 3 && steps < 40; steps += 1) {
    const row = grid.locator('[role=row][aria-current=true]');
    const account = await row.locator('.account').innerText();
    if (!kinds.has(account)) await page.keyboard.press('x');
    kinds.add(account);
    await page.keyboard.press('j');
  }
  await expect(grid.getByText('3 selected')).toBeVisible();
  const bar = page.getByRole('toolbar', { name: 'Selected tickets' });
  for (const name of ['Close', 'Assign', 'Star', 'Archive', 'Spam']) await expect(bar.getByRole('button', { name, exact: true })).toBeVisible();
  await bar.getByRole('button', { name: 'Archive' }).click();
  await expect(notice.getByText('2 tickets stay as they are: their helpdesk has nothing like this.')).toBeVisible();
  await expect.poll(() => desk.askedOf('supportbee', 'POST')).toEqual([expect.stringMatching(/\/tickets\/\d+\/archive/)]);
  expect(await desk.askedOf('groove', 'PUT')).toEqual([]);
});

test('a label is taken off all that wear it', async ({ desk, page }) => {
  const tickets = await desk.tickets();
  const label = tickets.slice(0, 10).flatMap(({ tags }) => tags)[0];
  const wearers = tickets.slice(0, 10).filter(({ tags }) => tags.includes(label)).length;
  await desk.enter();
  await page.keyboard.press('x');
  for (let step = 1; step < 10; step += 1) await page.keyboard.press('Shift+J');
  await page.keyboard.press('Shift+L');
  await expect(screen(page).dialog('Remove a label from 10 tickets').getByRole('combobox', { name: 'Label' })).toBeFocused();
  await page.keyboard.type(label);
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await desk.changes()).length).toBe(wearers);
});

test('several levels of undo, seen and taken back one by one', async ({ desk, page }) => {
  await desk.enter();
  const { dialog } = screen(page);
  await page.keyboard.press('e');
  await page.keyboard.press('j');
  await page.keyboard.press('e');
  await expect.poll(async () => (await desk.changes()).length).toBe(2);
  await expect(page.getByRole('button', { name: 'Undo' }).first()).toBeVisible();
  await page.keyboard.press('Shift+Z');
  const rows = dialog('Undo history').getByRole('listitem');
  await expect(rows).toHaveCount(2);
  await expectAccessible(page);
  await rows.last().getByRole('button', { name: 'Undo' }).click();
  await expect(rows).toHaveCount(1);
  await expect.poll(async () => (await desk.changes()).length).toBe(3);
  await page.keyboard.press('Escape');
  await page.keyboard.press('z');
  await expect.poll(async () => (await desk.changes()).length).toBe(4);
  await page.keyboard.press('z');
  await expect(screen(page).notice.getByText('There is nothing to undo.')).toBeVisible();
  const [first, second, third, fourth] = (await desk.changes()).map(([line]) => line);
  expect([third, fourth], 'the older first, as chosen, then the other').toEqual([first, second]);
});

test('a new ticket waits a moment, in which it can be kept', async ({ desk, page }) => {
  await desk.enter();
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
  expect((await desk.changes()).map(([line, body]) => [line, body.body])).toEqual([['POST /tickets', 'Hello again']]);
});

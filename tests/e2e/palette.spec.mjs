// The command palette.
import { readFileSync } from 'node:fs';
import { expect, test } from './support/app.mjs';
import { screen } from './support/screen.mjs';

const palette = (page) => {
  const { dialog } = screen(page);
  return {
    commands: dialog('Commands'),
    field: dialog('Commands').getByRole('combobox', { name: 'Command' }),
    options: dialog('Commands').getByRole('option'),
    chosen: dialog('Commands').locator('[role=option][aria-selected=true]'),
  };
};

test('opens from a field, closes on Escape, and returns the focus', async ({ app, page }) => {
  await app.signIn();
  const { search } = screen(page);
  const { commands, field } = palette(page);
  await search.focus();
  await page.keyboard.press('Control+k');
  await expect(field).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(commands).toHaveCount(0);
  await expect(search).toBeFocused();
});

test('shows each command with its key, and wraps around', async ({ app, page }) => {
  await app.signIn();
  await page.keyboard.press('Control+k');
  const { field, options, chosen } = palette(page);
  await expect(options.filter({ hasText: 'New ticket' })).toContainText('c');
  const first = await chosen.innerText();
  await page.keyboard.press('ArrowUp');
  await expect(chosen).not.toHaveText(first);
  await page.keyboard.press('ArrowDown');
  expect(await chosen.innerText()).toBe(first);
  await expect(field).toHaveAttribute('aria-activedescendant', await chosen.getAttribute('id'));
  await field.fill('nothing is called so');
  await expect(page.getByText('No matches')).toBeVisible();
  await expect(field).not.toHaveAttribute('aria-activedescendant');
});

test('goes to a view, and offers it first the next time, even after a reload', async ({ app, page }) => {
  await app.signIn();
  const { options, commands, field } = palette(page);
  await page.keyboard.press('Control+k');
  await field.fill('unre');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/status=unread/);
  await expect(commands).toHaveCount(0);
  await page.reload();
  await app.useToken();
  await expect(screen(page).rows.first()).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(options.first()).toContainText('Go to Unread');
});

test('opens a ticket by its number', async ({ app, page }) => {
  const [, { number, title }] = await app.tickets();
  await app.signIn();
  await page.keyboard.press('Control+k');
  const { field } = palette(page);
  await field.fill(`#${number}`);
  await page.keyboard.press('Enter');
  await expect(screen(page).heading(title)).toBeVisible();
});

test('assigns the current ticket', async ({ app, page }) => {
  const id = await app.openFirstTicket('acme', '&status=opened');
  const { editor } = screen(page);
  const { field } = palette(page);
  const other = (await editor('Assignee').inputValue()) === 'Amara Okafor' ? 'Tomás Ibáñez' : 'Amara Okafor';
  await editor('Assignee').click();
  await expect(page.getByRole('option', { name: new RegExp(`^${other}`) })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await field.fill(`assign ${other.split(' ')[0]}`);
  await page.keyboard.press('Enter');
  await expect(editor('Assignee')).toHaveValue(other);
  await expect.poll(() => app.requestsTo('groove', 'PUT')).toEqual([`PUT /tickets/${id}/assignee`]);
});

test('offers only available commands', async ({ app, page }) => {
  await app.openFirstTicket('bee');
  await page.keyboard.press('Control+k');
  const { options } = palette(page);
  await expect(options.filter({ hasText: 'Assign to me' })).toBeVisible();
  // SupportBee's tickets have no state to choose.
  await expect(options.filter({ hasText: 'Change state' })).toHaveCount(0);
});

test('exports the shown rows as CSV and JSON', async ({ app, page }) => {
  const tickets = await app.tickets();
  await app.signIn('?status=pending');
  const { field } = palette(page);
  const pending = tickets.filter(({ state }) => state === 'pending').slice(0, 50);
  const exportAs = async (kind) => {
    await page.keyboard.press('Control+k');
    await field.fill(`export ${kind}`);
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    expect(download.suggestedFilename()).toBe(`tickets.${kind}`);
    return readFileSync(await download.path(), 'utf8');
  };
  const rows = JSON.parse(await exportAs('json'));
  expect(rows.map(({ id }) => Number(id))).toEqual(pending.map(({ number }) => number));
  const csv = await exportAs('csv');
  expect(csv).toContain('account,id,subject,requester');
  expect(csv.split('\r\n"acme",')).toHaveLength(pending.length + 1);
});

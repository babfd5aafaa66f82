// Key bindings: presets, sequences, custom keys, and text that is typed before its field is loaded.
import { expectAccessible } from './support/axe.mjs';
import { expect, test } from './support/app.mjs';
import { screen } from './support/screen.mjs';

const keys = (page) => screen(page).dialog('Keyboard shortcuts');

test('the preset "Gmail" has its sequences, survives a reload, and is shown on buttons', async ({ site, page }) => {
  await site.open('?demo=36&account=demo-groove');
  await expect(screen(page).rows.first()).toBeVisible();
  await page.keyboard.press('?');
  await keys(page).getByRole('radio', { name: 'Gmail' }).check();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.reload();
  await expect(screen(page).rows.first()).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('u');
  await expect(page).toHaveURL(/assignee=none/);
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await expect(page).not.toHaveURL(/assignee=none/);
  await page.keyboard.press('*');
  await page.keyboard.press('a');
  await expect(page.getByRole('toolbar', { name: 'Selected tickets' }).getByRole('button', { name: 'Group' })).toContainText('v');
});

test('a custom key works and is shown everywhere, and a key in use is refused', async ({ site, page }) => {
  await site.open('?demo=36&account=demo-groove');
  await expect(screen(page).rows.first()).toBeVisible();
  await page.keyboard.press('?');
  const change = (title) => keys(page).getByRole('button', { name: `Change the key of “${title}”` });
  await change('New ticket').click();
  await page.keyboard.press('e');
  await expect(keys(page).getByRole('alert')).toContainText('“e” is the key of “Close, archive or complete”.');
  await page.keyboard.press('w');
  await expect(keys(page).getByRole('alert')).toHaveCount(0);
  await expect(change('New ticket')).toBeFocused();
  await change('Undo').click();
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Escape');
  await expect(keys(page)).toHaveCount(0);
  await expect(screen(page).button('New ticket').first()).toContainText('w');
  await page.keyboard.press('c');
  await expect(screen(page).dialog('New ticket')).toHaveCount(0);
  await page.keyboard.press('w');
  await expect(screen(page).dialog('New ticket')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(screen(page).dialog('New ticket')).toHaveCount(0);
  await page.keyboard.press('?');
  await keys(page).getByRole('button', { name: 'Reset to defaults' }).click();
  await page.keyboard.press('Escape');
  await expect(keys(page)).toHaveCount(0);
  await page.keyboard.press('c');
  await expect(screen(page).dialog('New ticket')).toBeVisible();
});

test('text that is typed before its field is loaded goes into that field only', async ({ site, page }) => {
  // The code that keys need is loaded late.
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route('**/later-*.wasm', async (route) => {
    await held;
    await route.continue();
  });
  await site.open('?demo=36&account=demo-groove');
  await expect(screen(page).rows.first()).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('jxe unr');
  release();
  const field = page.getByRole('combobox', { name: 'Command' });
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('jxe unr');
  await expect(screen(page).grid.locator('[role=row][aria-selected=true]')).toHaveCount(0);
});

test('Home, End and the page keys move the cursor, with and without the focus in the list', async ({ app, page }) => {
  await app.signIn();
  const at = (index) => expect(screen(page).current).toHaveAttribute('aria-rowindex', String(index));
  await page.keyboard.press('j');
  await page.keyboard.press('End');
  await at(51);
  await page.keyboard.press('Home');
  await at(2);
  await page.keyboard.press('PageDown');
  const below = Number(await screen(page).current.getAttribute('aria-rowindex'));
  expect(below).toBeGreaterThan(4);
  await page.keyboard.press('PageUp');
  await at(2);
});

test('] closes the ticket and opens the next one', async ({ app, page }) => {
  const tickets = await app.tickets();
  await app.signIn(`?ticket=acme:${tickets[0].number}`);
  await expect(screen(page).heading(tickets[0].title)).toBeVisible();
  await page.keyboard.press(']');
  await expect(screen(page).heading(tickets[1].title)).toBeVisible();
  await expect.poll(() => app.changes()).toEqual([[`PUT /tickets/${tickets[0].number}/state`, { state: 'closed' }, 204]]);
});

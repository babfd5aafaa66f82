// The keyboard: each key of the public interface, where keys have no effect, and where the focus goes.
import { expect, test } from './support/app.mjs';
import { expectFocusKept, optionOf, screen } from './support/screen.mjs';

const expectCurrentIndex = (page, index) => expect(screen(page).current).toHaveAttribute('aria-rowindex', String(index));

/** Focuses a field as Tab does, which selects its text. */
const enterField = async (field) => {
  await field.focus();
  await field.selectText();
};

test.describe('in the list', () => {
  test('j, k and the arrows move without opening', async ({ app, page }) => {
    await app.signIn();
    for (const [key, index] of [['j', 3], ['ArrowDown', 4], ['j', 5], ['k', 4], ['ArrowUp', 3], ['k', 2], ['k', 2]]) {
      await page.keyboard.press(key);
      await expectCurrentIndex(page, index);
      await expect(screen(page).current).toBeFocused();
    }
    await expect(screen(page).ticket).toBeHidden();
    expect(await app.grooveRequests('GET /tickets/')).toEqual([]);
  });

  for (const [open, back] of [['Enter', 'u'], ['o', 'Escape']]) {
    test(`${open} opens a ticket and ${back} goes back`, async ({ app, page }) => {
      const tickets = await app.tickets();
      await app.signIn();
      await page.keyboard.press('j');
      await page.keyboard.press(open);
      const { heading, ticket, current } = screen(page);
      await expect(heading(tickets[1].title)).toBeVisible();
      await page.keyboard.press('j');
      await expect(heading(tickets[2].title)).toBeVisible();
      await page.keyboard.press(back);
      await expect(ticket).toBeHidden();
      await expectCurrentIndex(page, 4);
      await expect(current).toBeFocused();
    });
  }

  test('x and Space select, Shift+J and Shift+K extend, Escape clears', async ({ app, page }) => {
    await app.signIn();
    const { grid } = screen(page);
    const selected = grid.locator('[role=row][aria-selected=true]');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await expect(selected).toHaveCount(1);
    await page.keyboard.press('Shift+J');
    await page.keyboard.press('Shift+J');
    await expect(selected).toHaveCount(3);
    await page.keyboard.press('Space');
    await expect(selected).toHaveCount(2);
    await page.keyboard.press('Shift+K');
    await expect(selected).toHaveCount(3);
    await page.keyboard.press('Escape');
    await expect(selected).toHaveCount(0);
  });

  test('i assigns the ticket to the agent', async ({ app, page }) => {
    const tickets = await app.tickets();
    const index = tickets.findIndex(({ assignee }) => assignee !== 'maya@tern.example');
    await app.signIn();
    for (let step = 0; step < index; step += 1) await page.keyboard.press('j');
    await page.keyboard.press('i');
    await expect.poll(() => app.changes()).toEqual([
      [`PUT /tickets/${tickets[index].number}/assignee`, { assignee: 'maya@tern.example', skip_notifications: false }, 204],
    ]);
  });

  for (const [key, name] of [['s', 'State'], ['a', 'Assignee'], ['g', 'Group'], ['l', 'Add label']]) {
    test(`${key} focuses "${name}"`, async ({ app, page }) => {
      await app.signIn();
      await page.keyboard.press(key);
      const { editor } = screen(page);
      await expect(editor(name)).toBeFocused();
      await expect(editor(name)).toHaveAttribute('aria-expanded', 'true');
      await expect(page.getByRole('option').first()).toBeVisible();
    });
  }
});

test.describe('dialogs', () => {
  for (const [key, name] of [['c', 'New ticket'], ['?', 'Keyboard shortcuts']]) {
    test(`${key} opens "${name}", Escape closes it and returns the focus`, async ({ app, page }) => {
      await app.signIn();
      await page.keyboard.press('j');
      await expect(screen(page).current).toBeFocused();
      await page.keyboard.press(key);
      const dialog = screen(page).dialog(name);
      await expect(dialog).toBeVisible();
      await expect.poll(() => dialog.evaluate((node) => node.contains(document.activeElement))).toBe(true);
      await page.keyboard.press('Escape');
      await expect(dialog).toHaveCount(0);
      await expect(screen(page).current).toBeFocused();
      await expectCurrentIndex(page, 3);
    });
  }

  test('the help lists every key', async ({ app, page }) => {
    await app.signIn();
    await page.keyboard.press('?');
    const dialog = screen(page).dialog('Keyboard shortcuts');
    for (const key of ['j', 'k', 'Enter', 'o', 'u', 'Esc', 'x', '/', 'c', 'e', 's', 'a', 'i', 'g', 'l', 'z', '?']) {
      await expect(dialog.getByRole('term').getByText(key, { exact: true })).toBeVisible();
    }
  });
});

test.describe('keys have no effect', () => {
  test('in a field or a dialog', async ({ app, page }) => {
    const [{ number }] = await app.tickets();
    await app.signIn(`?ticket=acme:${number}`);
    const { editor, search, dialog, ticket } = screen(page);
    for (const field of [search, editor('Add label'), editor('Assignee')]) {
      await enterField(field);
      await page.keyboard.type('ejxzi');
      await expect(field).toHaveValue('ejxzi');
    }
    await page.keyboard.press('Escape');
    await screen(page).button('New ticket').click();
    await dialog('New ticket').getByRole('textbox', { name: 'Message', exact: true }).fill('');
    await page.keyboard.type('ejxzi?');
    await expect(dialog('New ticket').getByRole('textbox', { name: 'Message', exact: true })).toHaveValue('ejxzi?');
    await dialog('New ticket').getByRole('button', { name: 'Close' }).focus();
    await page.keyboard.press('e');
    await expect(dialog('Keyboard shortcuts')).toHaveCount(0);
    await expect(ticket).toBeVisible();
    expect(await app.changes()).toEqual([]);
  });

  test('with a modifier', async ({ app, page }) => {
    await app.signIn();
    for (const modifier of ['Control', 'Meta', 'Alt']) for (const key of ['e', 'x', 'i', 'o']) await page.keyboard.press(`${modifier}+${key}`);
    await expect(screen(page).ticket).toBeHidden();
    await expect(screen(page).grid.locator('[role=row][aria-selected=true]')).toHaveCount(0);
    expect(await app.changes()).toEqual([]);
  });

  test('if they are switched off in Settings, also after a reload', async ({ site, page }) => {
    await site.open('?demo=36&account=demo-groove');
    const { button, current, rows } = screen(page);
    await expect(rows.first()).toBeVisible();
    await button('Settings').click();
    await page.getByRole('checkbox', { name: 'Keyboard shortcuts' }).uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('x');
    await page.keyboard.press('c');
    await expect(screen(page).dialog('New ticket')).toHaveCount(0);
    await expect(screen(page).grid.locator('[role=row][aria-selected=true]')).toHaveCount(0);
    await page.reload();
    await expect(rows.first()).toBeVisible();
    await page.keyboard.press('j');
    await expect(current).toHaveAttribute('aria-rowindex', '2');
  });
});

test.describe('a combobox', () => {
  test('works by keyboard alone', async ({ app, page }) => {
    const tickets = await app.tickets();
    const { number } = tickets.find(({ state }) => state === 'opened');
    await app.signIn(`?ticket=acme:${number}`);
    const { editor } = screen(page);
    await expect(editor('State')).toHaveValue('Opened');
    await editor('State').focus();
    await expect(editor('State')).toHaveAttribute('aria-expanded', 'false');
    await page.keyboard.press('ArrowDown');
    await expect(optionOf(page, 'Opened')).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('ArrowDown');
    await expect(optionOf(page, 'Pending')).toHaveAttribute('aria-selected', 'true');
    await expect(editor('State')).toHaveAttribute('aria-activedescendant', await optionOf(page, 'Pending').getAttribute('id'));
    await page.keyboard.press('Escape');
    await expect(editor('State')).toHaveAttribute('aria-expanded', 'false');
    await expect(editor('State')).toHaveValue('Opened');
    await expect(editor('State')).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await expect(page.getByRole('option').last()).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('ArrowDown');
    await expect(optionOf(page, 'Unread')).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Enter');
    await expect(editor('State')).toHaveValue('Unread');
    await expect(editor('State')).toBeFocused();
    await expect.poll(() => app.changes()).toEqual([[`PUT /tickets/${number}/state`, { state: 'unread' }, 204]]);
  });

  test('highlights the best match, and Tab leaves without a change', async ({ app, page }) => {
    await app.signIn('?ticket=acme:100');
    const { editor } = screen(page);
    await expect(editor('State')).not.toHaveValue('');
    const before = await editor('State').inputValue();
    await enterField(editor('State'));
    await page.keyboard.type('pen');
    await expect(page.getByRole('option').first()).toHaveAccessibleName('Pending');
    await expect(optionOf(page, 'Pending')).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Tab');
    await expect(editor('State')).toHaveAttribute('aria-expanded', 'false');
    await expect(editor('State')).toHaveValue(before);
    expect(await app.changes()).toEqual([]);
  });

  test('offers free text where it is allowed, highlighted when nothing else matches', async ({ app, page }) => {
    await app.signIn('?ticket=acme:100');
    const { editor } = screen(page);
    await enterField(editor('Assignee'));
    await page.keyboard.type('zoe@new.example');
    await expect(page.getByRole('option')).toHaveCount(1);
    await expect(optionOf(page, 'Use "zoe@new.example"')).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Escape');
    await enterField(editor('State'));
    await page.keyboard.type('xyz');
    await expect(page.getByText('No matches')).toBeVisible();
    await page.keyboard.press('Enter');
    expect(await app.changes()).toEqual([]);
  });
});

test.describe('the focus is never lost', () => {
  const actions = {
    'closing the ticket': async (page) => {
      await page.keyboard.press('Enter');
      await screen(page).button('Close the ticket pane').press('Enter');
    },
    'undoing with the button': async (page) => {
      await page.keyboard.press('e');
      await screen(page).button('Undo').press('Enter');
      await expect(screen(page).notice).toContainText('Undone');
    },
    'dismissing a notice': async (page) => {
      await page.keyboard.press('e');
      await screen(page).button('Dismiss').press('Enter');
      await expect(screen(page).button('Dismiss')).toHaveCount(0);
    },
    'removing a filter': async (page) => {
      await screen(page).views.getByRole('link', { name: 'Opened' }).press('Enter');
      await page.getByRole('button', { name: /^Remove the filter by state/ }).press('Enter');
      await expect(page.getByRole('button', { name: /^Remove the filter/ })).toHaveCount(0);
    },
    'clearing the search': async (page) => {
      await screen(page).search.fill('order');
      await screen(page).button('Clear search').press('Enter');
      await expect(screen(page).search).toHaveValue('');
    },
    'loading all tickets': async (page) => {
      await screen(page).search.fill('order');
      await screen(page).button('Load all tickets').press('Enter');
      await expect(page.getByText(/Searched all \d+ tickets\./)).toBeVisible();
    },
    'opening the form of an account and going back': async (page) => {
      await screen(page).button('Settings').press('Enter');
      await screen(page).button('Add account').press('Enter');
      await expectFocusKept(page);
      await screen(page).button('Back').press('Enter');
      await expect(screen(page).button('Add account')).toBeVisible();
    },
  };
  for (const [name, act] of Object.entries(actions)) {
    test(`after ${name}`, async ({ site, page }) => {
      await site.open('?demo=360&account=demo-groove');
      await expect(screen(page).rows.first()).toBeVisible();
      await page.keyboard.press('j');
      await act(page);
      await expectFocusKept(page);
    });
  }

  test('after the token was entered', async ({ app, page }) => {
    await app.open();
    await page.getByLabel('API token').fill(app.sandbox.groove.token);
    await page.keyboard.press('Enter');
    await expect(screen(page).rows.first()).toBeVisible();
    await expectFocusKept(page);
  });
});

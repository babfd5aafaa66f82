// Changes: shown at once, sent once as documented, undone, and reverted when refused.
import { expect, test } from './support/app.mjs';
import { choose, screen } from './support/screen.mjs';

/** Opens a ticket that satisfies a predicate, and returns it as the API lists it. */
async function openTicketWhere(app, page, predicate) {
  const tickets = await app.tickets();
  const wanted = tickets.slice(0, 50).find(predicate);
  await app.signIn(`?ticket=acme:${wanted.number}`);
  await expect(screen(page).ticket).toHaveAttribute('aria-busy', 'false');
  await expect(screen(page).editor('State')).not.toHaveValue('');
  return wanted;
}
const slow = { path: '/tickets', delayMs: 3000 };
const changes = (app) => expect.poll(() => app.changes());

test.describe('a change is shown at once and sent once:', () => {
  test('a state', async ({ app, page }) => {
    const { number, title } = await openTicketWhere(app, page, ({ state }) => state === 'opened');
    await app.sandbox.fault({ ...slow, method: 'PUT' });
    const { editor, rowOf, notice } = screen(page);
    await choose(page, editor('State'), 'Pend', 'Pending');
    await expect(editor('State')).toHaveValue('Pending', { timeout: 2000 });
    await expect(editor('State')).toHaveAttribute('aria-expanded', 'false');
    await expect(rowOf({ title }).first()).toContainText('Pending');
    await expect(notice).toContainText('State: Pending');
    await changes(app).toEqual([[`PUT /tickets/${number}/state`, { state: 'pending' }, 204]]);
  });

  test('an assignee from the list', async ({ app, page }) => {
    const { number } = await openTicketWhere(app, page, ({ assignee }) => assignee !== 'amara@tern.example');
    const { editor, notice } = screen(page);
    await choose(page, editor('Assignee'), 'okaf', 'Amara Okafor');
    await expect(editor('Assignee')).toHaveValue('Amara Okafor');
    await expect(notice).toContainText('Assigned to Amara Okafor');
    await changes(app).toEqual([[`PUT /tickets/${number}/assignee`, { assignee: 'amara@tern.example', skip_notifications: false }, 204]]);
  });

  test('an assignee by address, without notifications', async ({ app, page }) => {
    app.allowErrors(/^console: .*403/);
    // With one ticket no other agents are known, and the list of agents is refused.
    await app.sandbox.reset(1);
    await app.sandbox.fault({ path: '/agents', status: 403, body: '{}', contentType: 'application/json' });
    const number = 1;
    await app.signIn('?ticket=acme:1');
    const { ticket, editor, alerts } = screen(page);
    await ticket.getByRole('checkbox', { name: 'Skip notifications' }).check();
    await editor('Assignee').click();
    await expect(alerts).toContainText('type a value instead');
    await choose(page, editor('Assignee'), 'tomas@tern.example', 'Use "tomas@tern.example"');
    await changes(app).toEqual([[`PUT /tickets/${number}/assignee`, { assignee: 'tomas@tern.example', skip_notifications: true }, 204]]);
  });

  test('a group', async ({ app, page }) => {
    const { number } = await openTicketWhere(app, page, (ticket) => ticket.assigned_group === 'Support');
    const { editor } = screen(page);
    await choose(page, editor('Group'), 'trade', 'Trade & Wholesale');
    await expect(editor('Group')).toHaveValue('Trade & Wholesale');
    await changes(app).toMatchObject([[`PUT /tickets/${number}/assigned_group`, { skip_notifications: false }, 204]]);
    const [[, { group }]] = await app.changes();
    expect(['Trade & Wholesale', '0401000003']).toContain(group);
  });

  for (const label of ['brand new', 'new / slash', '100 %', 'Ünïcödé', 'a"b']) {
    test(`a new label: ${label}`, async ({ app, page }) => {
      const { number } = await openTicketWhere(app, page, ({ tags }) => tags.length === 1);
      const { editor, ticket } = screen(page);
      await editor('Add label').fill(label);
      await expect(page.getByRole('option', { name: `Use "${label}"`, exact: true })).toHaveAttribute('aria-selected', 'true');
      await page.keyboard.press('Enter');
      await expect(ticket.getByRole('button', { name: `Remove label ${label}`, exact: true })).toBeVisible();
      await expect(editor('Add label')).toHaveValue('');
      await expect(editor('Add label')).toBeFocused();
      await changes(app).toEqual([[`POST /tickets/${number}/tags`, { tags: [label] }, 201]]);
    });
  }

  test('a known label', async ({ app, page }) => {
    const { number } = await openTicketWhere(app, page, ({ tags }) => tags.length === 1 && tags[0] !== 'refund');
    const { editor, ticket } = screen(page);
    await choose(page, editor('Add label'), 'refu', 'refund');
    await expect(ticket.getByRole('button', { name: 'Remove label refund' })).toBeVisible();
    await changes(app).toEqual([[`POST /tickets/${number}/tags`, { tags: ['refund'] }, 201]]);
  });

  test('a removed label', async ({ app, page }) => {
    const { number, tags } = await openTicketWhere(app, page, (ticket) => ticket.tags.length === 2);
    const { ticket, editor } = screen(page);
    await ticket.getByRole('button', { name: `Remove label ${tags[0]}`, exact: true }).click();
    await expect(ticket.getByRole('button', { name: `Remove label ${tags[0]}`, exact: true })).toHaveCount(0);
    await expect(ticket.getByRole('button', { name: `Remove label ${tags[1]}`, exact: true })).toBeVisible();
    await expect(editor('Add label')).toBeFocused();
    await changes(app).toEqual([[`PUT /tickets/${number}/tags`, { tags: [tags[1]] }, 204]]);
  });

  test('another mailbox', async ({ app, page }) => {
    const { number } = await openTicketWhere(app, page, ({ mailbox }) => mailbox !== 'Trade');
    const { button, dialog, ticket, facts } = screen(page);
    await ticket.getByRole('button', { name: 'Change mailbox' }).click();
    await expect(button('Change')).toBeDisabled();
    await choose(page, dialog('Change mailbox').getByRole('combobox', { name: 'Mailbox' }), 'Trade');
    await button('Change').click();
    await expect(dialog('Change mailbox')).toBeHidden();
    await expect.poll(async () => (await facts()).Mailbox).toBe('Trade');
    await changes(app).toEqual([[`POST /tickets/${number}/change_mailbox/12`, null, 204]]);
    await expect(ticket.getByRole('button', { name: 'Change mailbox' })).toBeFocused();
  });
});

test.describe('undo', () => {
  test('with the button', async ({ app, page }) => {
    const { number } = await openTicketWhere(app, page, ({ state }) => state === 'opened');
    const { editor, button, notice } = screen(page);
    await choose(page, editor('State'), 'Spam');
    await button('Undo').click();
    await expect(editor('State')).toHaveValue('Opened');
    await expect(notice).toContainText('Undone');
    await changes(app).toEqual([
      [`PUT /tickets/${number}/state`, { state: 'spam' }, 204],
      [`PUT /tickets/${number}/state`, { state: 'opened' }, 204],
    ]);
  });

  test('with z, which removes an added label by replacing all labels', async ({ app, page }) => {
    const { number, tags } = await openTicketWhere(app, page, (ticket) => ticket.tags.length === 1);
    const { editor, ticket, heading } = screen(page);
    await editor('Add label').fill('soon gone');
    await page.keyboard.press('Enter');
    await expect(ticket.getByRole('button', { name: 'Remove label soon gone' })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(heading(/./)).toBeVisible();
    await page.keyboard.press('z');
    await expect(ticket.getByRole('button', { name: 'Remove label soon gone' })).toHaveCount(0);
    await changes(app).toEqual([
      [`POST /tickets/${number}/tags`, { tags: ['soon gone'] }, 201],
      [`PUT /tickets/${number}/tags`, { tags }, 204],
    ]);
  });

  test('is not offered if the API does not support it', async ({ app, page }) => {
    await openTicketWhere(app, page, ({ assignee }) => !assignee);
    const { editor, button, notice } = screen(page);
    await choose(page, editor('Assignee'), 'Amara Okafor');
    await expect(notice).toContainText('Assigned to Amara Okafor');
    await expect(button('Undo')).toHaveCount(0);
    await editor('Assignee').click();
    await expect(page.getByRole('option', { name: 'Nobody' }), 'the API cannot unassign').toHaveCount(0);
  });
});

test.describe('when the helpdesk refuses', () => {
  test('the change is reverted with the reason, and can be retried', async ({ app, page }) => {
    app.allowErrors(/^console: .*500/);
    const { number, title } = await openTicketWhere(app, page, ({ state }) => state === 'opened');
    await app.sandbox.fault({ method: 'PUT', path: `/tickets/${number}/state`, status: 500 });
    const { editor, alerts, button, rowOf } = screen(page);
    await choose(page, editor('State'), 'Pending');
    await expect(alerts).toContainText('Reverted: State: Pending');
    await expect(alerts).toContainText('(500)');
    await expect(editor('State')).toHaveValue('Opened');
    await expect(rowOf({ title }).first()).toContainText('Opened');
    await expect(button('Undo')).toHaveCount(0);
    await button('Retry').click();
    await expect(editor('State')).toHaveValue('Pending');
    await expect(button('Retry')).toHaveCount(0);
    await changes(app).toEqual([
      [`PUT /tickets/${number}/state`, { state: 'pending' }, 500],
      [`PUT /tickets/${number}/state`, { state: 'pending' }, 204],
    ]);
  });

  test('its message is shown', async ({ app, page }) => {
    app.allowErrors(/^console: .*422/);
    const { number, assignee } = await openTicketWhere(app, page, (ticket) => ticket.assignee);
    const { editor, alerts } = screen(page);
    const before = await editor('Assignee').inputValue();
    await choose(page, editor('Assignee'), 'nobody@else.example', 'Use "nobody@else.example"');
    await expect(alerts).toContainText('assignee: is not the e-mail of an agent');
    expect([before, assignee, await editor('Assignee').inputValue()]).not.toContain('nobody@else.example');
    await changes(app).toMatchObject([[`PUT /tickets/${number}/assignee`, { assignee: 'nobody@else.example' }, 422]]);
  });

  test('a refused label is removed again', async ({ app, page }) => {
    app.allowErrors(/^console: .*422/);
    const { number, tags } = await openTicketWhere(app, page, (ticket) => ticket.tags.length === 1);
    await app.sandbox.fault({ method: 'POST', path: `/tickets/${number}/tags`, status: 422, body: '{"error":"No more labels"}', contentType: 'application/json' });
    const { editor, ticket, alerts } = screen(page);
    await editor('Add label').fill('unwanted');
    await page.keyboard.press('Enter');
    await expect(alerts).toContainText('No more labels');
    await expect(ticket.getByRole('button', { name: /^Remove label/ })).toHaveCount(tags.length);
  });
});

test('changes to one ticket are sent one after the other', async ({ app, page }) => {
  const { number } = await openTicketWhere(app, page, ({ state, assigned_group: group }) => state === 'opened' && group === 'Support');
  await app.sandbox.fault({ method: 'PUT', path: `/tickets/${number}/state`, delayMs: 6000 });
  const { editor } = screen(page);
  await choose(page, editor('State'), 'Pending');
  await choose(page, editor('State'), 'Spam');
  await choose(page, editor('Group'), 'Billing');
  await expect(editor('State')).toHaveValue('Spam');
  expect((await app.changes()).length, 'the second waits for the first').toBe(1);
  // Longer than the delay of the first response.
  await expect.poll(async () => (await app.changes()).map(([line]) => line), { timeout: 10_000 }).toEqual([
    `PUT /tickets/${number}/state`, `PUT /tickets/${number}/state`, `PUT /tickets/${number}/assigned_group`,
  ]);
  await expect(editor('State')).toHaveValue('Spam');
  expect((await app.changes()).map(([, { state }]) => state)).toEqual(['pending', 'spam', undefined]);
});

test('a response to an earlier request does not overwrite a change', async ({ app, page }) => {
  const tickets = await app.tickets();
  const { number, title } = tickets.find(({ state }) => state === 'opened');
  await app.signIn();
  const { rowOf, editor, ticket } = screen(page);
  // The ticket and its messages.
  await app.sandbox.fault({ method: 'GET', path: `/tickets/${number}`, delayMs: 900, times: 2 });
  await rowOf({ title }).first().click();
  await expect.poll(() => app.grooveRequests(`GET /tickets/${number}`)).toHaveLength(2);
  await choose(page, editor('State'), 'Pending');
  await expect(ticket).toHaveAttribute('aria-busy', 'false');
  await expect(editor('State')).toHaveValue('Pending');
});

test.describe('with keys', () => {
  test('e closes the current ticket', async ({ app, page }) => {
    const tickets = await app.tickets();
    await app.signIn();
    const { current, rowOf } = screen(page);
    await current.focus();
    const index = tickets.findIndex(({ state }) => state !== 'closed');
    for (let step = 0; step < index; step += 1) await page.keyboard.press('j');
    await page.keyboard.press('e');
    await expect(rowOf(tickets[index]).first()).toContainText('Closed');
    await changes(app).toEqual([[`PUT /tickets/${tickets[index].number}/state`, { state: 'closed' }, 204]]);
  });

  test('e closes all selected tickets, and one undo restores them', async ({ app, page }) => {
    const tickets = (await app.tickets()).slice(0, 4);
    await app.signIn();
    const { current, grid, notice } = screen(page);
    await current.focus();
    await page.keyboard.press('x');
    await page.keyboard.press('Shift+J');
    await page.keyboard.press('Shift+J');
    await page.keyboard.press('Shift+J');
    await expect(grid.getByRole('checkbox', { name: /^Select (?!all)/, checked: true })).toHaveCount(4);
    await page.keyboard.press('e');
    const open = tickets.filter(({ state }) => state !== 'closed');
    if (open.length > 1) await expect(notice).toContainText(`${open.length} tickets closed`);
    const closed = open.map(({ number }) => [`PUT /tickets/${number}/state`, { state: 'closed' }, 204]);
    await expect.poll(async () => (await app.changes()).sort()).toEqual(closed.sort());
    await page.keyboard.press('z');
    await expect.poll(async () => (await app.changes()).slice(open.length).sort()).toEqual(
      open.map(({ number, state }) => [`PUT /tickets/${number}/state`, { state }, 204]).sort());
  });

  test('Shift+click selects a range', async ({ app, page }) => {
    const tickets = await app.tickets();
    await app.signIn();
    const { rowOf, grid, ticket } = screen(page);
    await rowOf(tickets[1]).first().getByRole('checkbox').check();
    await rowOf(tickets[4]).first().click({ modifiers: ['Shift'] });
    await expect(grid.getByRole('checkbox', { name: /^Select (?!all)/, checked: true })).toHaveCount(4);
    await expect(grid.locator('[role=row][aria-selected=true]')).toHaveCount(4);
    await expect(ticket).toBeHidden();
    await expect(grid).toContainText('4 selected');
    await page.keyboard.press('Escape');
    await expect(grid.locator('[role=row][aria-selected=true]')).toHaveCount(0);
  });

  test('a partly refused change says how many failed, and undo restores only the others', async ({ app, page }) => {
    app.allowErrors(/^console: .*500/);
    const tickets = await app.tickets();
    const [a, b] = tickets.slice(0, 12).filter(({ state }) => state !== 'closed');
    await app.signIn();
    const { rowOf, alerts } = screen(page);
    await app.sandbox.fault({ method: 'PUT', path: `/tickets/${a.number}/state`, status: 500 });
    await rowOf(a).first().getByRole('checkbox').check();
    await rowOf(b).first().getByRole('checkbox').check();
    await page.keyboard.press('e');
    await expect(alerts).toContainText('(1 of 2 tickets)');
    await expect(rowOf(b).first()).toContainText('Closed');
    await expect(rowOf(a).first()).not.toContainText('Closed');
    await page.keyboard.press('z');
    await expect.poll(async () => (await app.changes()).slice(2)).toEqual([[`PUT /tickets/${b.number}/state`, { state: b.state }, 204]]);
  });
});

test('l labels all selected tickets, and one undo restores them', async ({ app, page }) => {
  await app.signIn();
  const grid = page.getByRole('grid', { name: 'Tickets' });
  await grid.locator('[aria-current="true"]').focus();
  for (const key of ['x', 'j', 'x', 'l']) await page.keyboard.press(key);
  const dialog = page.getByRole('dialog', { name: 'Add a label to 2 tickets' });
  await dialog.getByRole('combobox', { name: 'Add label' }).fill('both of them');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('status').filter({ hasText: 'Label added: both of them · 2 tickets' })).toBeVisible();
  await expect.poll(async () => (await app.changes()).length).toBe(2);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await app.changes()).length).toBe(4);
});

test.describe('the editors', () => {
  test('undoing one of two labels keeps the other', async ({ app, page }) => {
    const { number, tags } = await openTicketWhere(app, page, (ticket) => ticket.tags.length === 1);
    const { editor, ticket, notice } = screen(page);
    for (const label of ['one more', 'and another']) {
      await editor('Add label').fill(label);
      await page.keyboard.press('Enter');
      await expect(ticket.getByRole('button', { name: `Remove label ${label}`, exact: true })).toBeVisible();
    }
    await notice.locator('.notice', { hasText: 'one more' }).getByRole('button', { name: 'Undo' }).click();
    await expect(ticket.getByRole('button', { name: 'Remove label one more', exact: true })).toHaveCount(0);
    await expect(ticket.getByRole('button', { name: 'Remove label and another', exact: true })).toBeVisible();
    await expect.poll(async () => (await app.changes()).at(-1)).toEqual([`PUT /tickets/${number}/tags`, { tags: [...tags, 'and another'] }, 204]);
  });

  test('Enter in an empty field changes nothing', async ({ app, page }) => {
    await openTicketWhere(app, page, ({ assignee, tags }) => assignee && tags);
    const { editor } = screen(page);
    const before = await editor('State').inputValue();
    await editor('State').click();
    await editor('State').fill('');
    await page.keyboard.press('Enter');
    await expect(editor('State')).toHaveValue(before);
    await expect(editor('State')).toHaveAttribute('aria-expanded', 'false');
    expect(await app.changes()).toEqual([]);
  });

  test('after a choice the focus returns from the editor to the list', async ({ app, page }) => {
    const { number } = await openTicketWhere(app, page, ({ state }) => state === 'opened');
    const { editor, current } = screen(page);
    await current.focus();
    await page.keyboard.press('s');
    await expect(editor('State')).toBeFocused();
    await page.keyboard.type('Pend');
    await page.keyboard.press('Enter');
    await expect(editor('State')).toHaveValue('Pending');
    await expect(current).toBeFocused();
    await page.keyboard.press('z');
    await expect(editor('State')).toHaveValue('Opened');
    await expect.poll(() => app.changes()).toEqual([
      [`PUT /tickets/${number}/state`, { state: 'pending' }, 204], [`PUT /tickets/${number}/state`, { state: 'opened' }, 204],
    ]);
  });
});

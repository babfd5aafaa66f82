// Actions in Zaia.
import { expect, test } from './support/app.mjs';
import { choose, screen } from './support/screen.mjs';

test('a ticket can be taken over, and completed once', async ({ app, page }) => {
  const id = await app.openFirstTicket('zaia', '&status=pending');
  const { ticket, notice } = screen(page);
  await ticket.getByRole('button', { name: 'Take over' }).click();
  await expect(notice).toContainText('Taken over');
  await expect(screen(page).editor('Assignee')).toHaveValue('Maya Lindqvist');
  await expect(ticket.locator('.state-text')).toHaveText('Ongoing');
  await ticket.getByRole('button', { name: 'Complete' }).click();
  const confirmation = page.getByRole('alertdialog');
  await confirmation.getByRole('button', { name: 'Cancel' }).click();
  await expect(confirmation).toHaveCount(0);
  await page.keyboard.press('e');
  await confirmation.getByRole('button', { name: 'Complete' }).click();
  await expect(ticket.locator('.state-text')).toHaveText('Completed');
  await ticket.getByRole('button', { name: 'Complete' }).click();
  await expect(notice).toContainText('Already closed');
  await expect.poll(() => app.requestsTo('zaia', 'PATCH')).toEqual([
    `PATCH /api/v1/tickets/${id}/takeover`, `PATCH /api/v1/tickets/${id}/complete`,
  ]);
});

test('the agent\'s id is requested once, and then the action continues', async ({ app, page }) => {
  await app.openAccounts('?account=zaia&status=ongoing', { accounts: app.accounts({ zaia: { me: undefined } }) });
  const { rows, ticket } = screen(page);
  await rows.first().click();
  await expect(ticket).toHaveAttribute('aria-busy', 'false');
  await ticket.getByRole('button', { name: 'Take over' }).click();
  const agentDialog = screen(page).dialog('Who are you?');
  await choose(page, agentDialog.getByRole('combobox', { name: 'I am' }), 'maya', 'Maya Lindqvist');
  await expect.poll(() => app.requestsTo('zaia', 'PATCH')).toHaveLength(1);
  await page.reload();
  await screen(page).ticket.getByRole('button', { name: 'Take over' }).click();
  await expect.poll(() => app.requestsTo('zaia', 'PATCH')).toHaveLength(2);
});

test('the assignee can be changed', async ({ app, page }) => {
  const id = await app.openFirstTicket('zaia', '&status=ongoing');
  const { editor } = screen(page);
  const other = (await editor('Assignee').inputValue()) === 'Amara Okafor' ? 'Tomás Ibáñez' : 'Amara Okafor';
  await choose(page, editor('Assignee'), other);
  await expect(editor('Assignee')).toHaveValue(other);
  await expect.poll(() => app.requestsTo('zaia', 'PATCH')).toEqual([`PATCH /api/v1/tickets/${id}/assignee`]);
});

test('a label is added, remembered after a reload, looked up and removed', async ({ app, page }) => {
  const id = await app.openFirstTicket('zaia', '&status=ongoing');
  const { editor, ticket } = screen(page);
  await choose(page, editor('Add label'), 'VIP');
  const remove = ticket.getByRole('button', { name: 'Remove label VIP', exact: true });
  await expect(remove).toBeVisible();
  await expect.poll(() => app.requestsTo('zaia', 'POST')).toEqual([`POST /api/v1/tickets/${id}/tags`]);
  await page.reload();
  await expect(remove).toBeVisible();
  await ticket.getByRole('button', { name: 'Check', exact: true }).click();
  await expect(ticket.getByRole('button', { name: 'Check', exact: true })).toHaveCount(0);
  await expect(remove).toBeVisible();
  await remove.click();
  await expect.poll(() => app.requestsTo('zaia', 'DELETE')).toHaveLength(1);
});

test('a new ticket can be created from a chat', async ({ app, page }) => {
  await app.openAccounts('?account=zaia&status=completed');
  const { button, dialog, notice, rows } = screen(page);
  await expect(rows.first()).toBeVisible();
  await button('New ticket').first().click();
  const form = dialog('New ticket');
  for (const field of ['Chat', 'Assignee']) {
    await form.getByRole('combobox', { name: field }).click();
    await page.getByRole('option').first().click();
  }
  await choose(page, form.getByRole('combobox', { name: 'Status' }), 'ong', 'Ongoing');
  await form.getByRole('button', { name: 'Create ticket' }).click();
  await expect(notice).toContainText('was created');
  const [created] = (await app.sandbox.log()).filter(({ method }) => method === 'POST');
  expect(JSON.parse(created.body)).toMatchObject({ ticketingTeamId: null, status: 'ongoing' });
});

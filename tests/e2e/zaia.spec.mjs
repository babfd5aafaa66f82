// What Zaia's API can do, from the screen.
import { expect, test } from './support/desk.mjs';
import { choose, screen } from './support/screen.mjs';

test('takes over, and completes once and for all', async ({ desk, page }) => {
  const id = await desk.openFirst('zaia', '&status=pending');
  const { ticket, notice } = screen(page);
  await ticket.getByRole('button', { name: 'Take over' }).click();
  await expect(notice).toContainText('Taken over');
  await expect(screen(page).editor('Assignee')).toHaveValue('Maya Lindqvist');
  await expect(ticket.locator('.state-text')).toHaveText('Ongoing');
  await ticket.getByRole('button', { name: 'Complete' }).click();
  const sure = page.getByRole('alertdialog');
  await sure.getByRole('button', { name: 'Cancel' }).click();
  await expect(sure).toHaveCount(0);
  await page.keyboard.press('e');
  await sure.getByRole('button', { name: 'Complete' }).click();
  await expect(ticket.locator('.state-text')).toHaveText('Completed');
  await ticket.getByRole('button', { name: 'Complete' }).click();
  await expect(notice).toContainText('That is so already');
  await expect.poll(() => desk.askedOf('zaia', 'PATCH')).toEqual([
    `PATCH /api/v1/tickets/${id}/takeover`, `PATCH /api/v1/tickets/${id}/complete`,
  ]);
});

test('asks once who the agent is, and goes on', async ({ desk, page }) => {
  await desk.enterAll('?account=zaia&status=ongoing', { accounts: desk.accounts({ zaia: { me: undefined } }) });
  const { rows, ticket } = screen(page);
  await rows.first().click();
  await expect(ticket).toHaveAttribute('aria-busy', 'false');
  await ticket.getByRole('button', { name: 'Take over' }).click();
  const who = screen(page).dialog('Who are you?');
  await choose(page, who.getByRole('combobox', { name: 'I am' }), 'maya', 'Maya Lindqvist');
  await expect.poll(() => desk.askedOf('zaia', 'PATCH')).toHaveLength(1);
  await page.reload();
  await screen(page).ticket.getByRole('button', { name: 'Take over' }).click();
  await expect.poll(() => desk.askedOf('zaia', 'PATCH')).toHaveLength(2);
});

test('an assignee', async ({ desk, page }) => {
  const id = await desk.openFirst('zaia', '&status=ongoing');
  const { editor } = screen(page);
  const other = (await editor('Assignee').inputValue()) === 'Amara Okafor' ? 'Tomás Ibáñez' : 'Amara Okafor';
  await choose(page, editor('Assignee'), other);
  await expect(editor('Assignee')).toHaveValue(other);
  await expect.poll(() => desk.askedOf('zaia', 'PATCH')).toEqual([`PATCH /api/v1/tickets/${id}/assignee`]);
});

test('a label is added, removed, remembered after a reload, and looked up', async ({ desk, page }) => {
  const id = await desk.openFirst('zaia', '&status=ongoing');
  const { editor, ticket } = screen(page);
  await choose(page, editor('Add label'), 'VIP');
  const remove = ticket.getByRole('button', { name: 'Remove label VIP', exact: true });
  await expect(remove).toBeVisible();
  await expect.poll(() => desk.askedOf('zaia', 'POST')).toEqual([`POST /api/v1/tickets/${id}/tags`]);
  await page.reload();
  await expect(remove).toBeVisible();
  await ticket.getByRole('button', { name: 'Look them up' }).click();
  await expect(ticket.getByRole('button', { name: 'Look them up' })).toHaveCount(0);
  await expect(remove).toBeVisible();
  await remove.click();
  await expect.poll(() => desk.askedOf('zaia', 'DELETE')).toHaveLength(1);
});

test('a new ticket from a chat', async ({ desk, page }) => {
  await desk.enterAll('?account=zaia&status=completed');
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
  const [created] = (await desk.sandbox.log()).filter(({ method }) => method === 'POST');
  expect(JSON.parse(created.body)).toMatchObject({ ticketingTeamId: null, status: 'ongoing' });
});
